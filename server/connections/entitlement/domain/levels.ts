import { whereComputable } from '#server/calendar/calendar.ts'
import type { NationalCalendar } from '#server/calendar/spans.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { levels, type Level, type LevelRow } from '#contract/connections/types.ts'
import type { Served } from '#contract/regulations/served.types.ts'
import { hasPeopleFor, peopleCalendar } from '#server/regulations/domain/document.ts'
import { hoursOf, onDutyOf, type Entitlement } from './entitlement.ts'

/**
 * The desks whose regulations fill the table, and the helpers that each of them has (E10). Without a standard desk no tariff brings
 * people here (E7).
 */
export type LevelSources = {
  standard: Regulation | null
  partner: Regulation | null
  helpers: Record<'standard' | 'partner', Served['helpers']>
}

/** E1 as a table for the reader: tariffs that get the same share a row, a connected partner comes last. */
export function levelTable(sources: LevelSources, { kind, level }: Pick<Entitlement, 'kind' | 'level'>): LevelRow[] {
  const isPartner = kind === 'partner'
  const rows: LevelRow[] = []
  for (const one of levels) {
    const row = rowOf(sources.standard, sources.helpers.standard, one)
    const last = rows.at(-1)
    if (last !== undefined && isSame(last, row)) last.levels.push(one)
    else rows.push({ ...row, levels: [one] })
  }
  return [
    ...rows.map((row) => ({ ...row, isHere: !isPartner && row.levels.includes(level) })),
    {
      ...rowOf(isPartner ? sources.partner : null, isPartner ? sources.helpers.partner : [], level),
      levels: [],
      isHere: isPartner,
    },
  ]
}

type Helpers = Omit<LevelRow, 'levels' | 'isHere'>

function rowOf(regulation: Regulation | null, helpers: Served['helpers'], level: Level): Helpers & { isHere: boolean } {
  const people = regulation === null || !hasPeopleFor(regulation, level) ? null : hoursFor(regulation, level)
  return {
    assistant: helpers.includes('assistant'),
    knowledge: helpers.includes('knowledge'),
    people,
    onDuty: regulation === null ? null : onDutyOf(regulation, level),
    isHere: false,
  }
}

/** Without hours where the regulation names a calendar that it does not have. */
function hoursFor(regulation: Regulation, level: Level): NonNullable<LevelRow['people']> {
  const calendar = whereComputable(() => peopleCalendar(regulation, level))
  return calendar === null ? { aroundTheClock: false, timeZone: 'UTC', hours: [] } : hoursIn(calendar)
}

function hoursIn(calendar: NationalCalendar): NonNullable<LevelRow['people']> {
  const hours = hoursOf(calendar)
  const [only] = hours
  const isWholeWeek = hours.length === 1 && only?.weekdays.length === 7 && only.from === '00:00' && only.to === '24:00'
  const isNeverClosed = (calendar.country ?? null) === null && Object.keys(calendar.exceptions).length === 0
  return { aroundTheClock: isWholeWeek && isNeverClosed, timeZone: calendar.timeZone, hours }
}

function isSame(left: Helpers, right: Helpers): boolean {
  const keyOf = ({ assistant, knowledge, people, onDuty }: Helpers) =>
    JSON.stringify([assistant, knowledge, people, onDuty])
  return keyOf(left) === keyOf(right)
}
