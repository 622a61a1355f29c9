import { readRegulation, type Regulation } from '#contract/regulations/document.types.ts'
import { levels, type Level } from '#contract/connections/types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { parseCalendar } from '#server/calendar/calendar.ts'
import { uncomputable } from './computable.ts'
import { violationsOf } from './consistency.ts'

export type { Regulation } from '#contract/regulations/document.types.ts'

/** Strict: also refuses a document whose parts do not fit together, with the place where it goes wrong. */
export function parseRegulation(input: unknown): Regulation {
  const read = readRegulation(input)
  if ('wrongAt' in read) throw wrong(read.wrongAt, 'form')
  const { regulation } = read
  for (const [name, calendar] of Object.entries(regulation.calendars)) checkCalendar(name, calendar)
  const [violation] = violationsOf(regulation)
  if (violation !== undefined) throw wrong(violation.place, violation.problem)
  return regulation
}

/** Of a document that is to be published now: also what it will be asked must have an answer. */
export function refuseUncomputable(regulation: Regulation, at: Date): void {
  const [violation] = uncomputable(regulation, at)
  if (violation !== undefined) throw wrong(violation.place, violation.problem)
}

/** Whether people answer a portal of this tariff at all. */
export function hasPeopleFor({ people }: Pick<Regulation, 'people'>, level: Level): boolean {
  return people.by === 'everybody' || people.calendars[level] !== null
}

/** The calendar of the people who answer a portal of this tariff; null if none do. */
export function peopleCalendar(regulation: Regulation, level: Level): Regulation['calendars'][string] | null {
  const { people } = regulation
  const name = people.by === 'level' ? people.calendars[level] : people.calendar
  return name === null ? null : calendarOf(regulation, name)
}

/** Each calendar by which people answer, with the tariffs that it is promised to. */
export function promisedCalendars(
  regulation: Regulation,
): { levels: Level[]; calendar: Regulation['calendars'][string] }[] {
  const { people } = regulation
  if (people.by === 'everybody') return [{ levels: [...levels], calendar: calendarOf(regulation, people.calendar) }]
  const byName = Map.groupBy(levels, (level) => people.calendars[level])
  return [...byName].flatMap(([name, among]) =>
    name === null ? [] : [{ levels: among, calendar: calendarOf(regulation, name) }],
  )
}

export function calendarOf(regulation: Regulation, name: string): Regulation['calendars'][string] {
  const calendar = regulation.calendars[name]
  if (calendar === undefined) throw wrong(`calendars.${name}`, 'unknown')
  return calendar
}

/** The calendar knows what is wrong with it, but not under which name the document has it. */
function checkCalendar(name: string, { timeZone, weekly, exceptions }: Regulation['calendars'][string]): void {
  try {
    parseCalendar({ timeZone, weekly, exceptions })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { wrongAt } = error.details
    const place = typeof wrongAt === 'string' ? `calendars.${name}.${wrongAt}` : `calendars.${name}`
    throw new Refusal(error.code, { wrongAt: place })
  }
}

function wrong(wrongAt: string, problem: string): Refusal {
  return new Refusal('regulation_invalid', { wrongAt, problem })
}
