import type { Calendar } from '#contract/calendar/types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { EntitlementView, Level } from '#contract/connections/types.ts'
import type { Served } from '#contract/regulations/served.types.ts'
import { hasPeopleFor, peopleCalendar } from '#server/regulations/domain/document.ts'
import { nextClosing, nextOpening, prepareCalendar, whereComputable } from '#server/calendar/calendar.ts'
import { isFinalUntil } from '#server/calendar/calendarYear.ts'
import type { NationalCalendar } from '#server/calendar/spans.ts'

export type AnsweringDesk = { deskId: string; deskName: string; regulation: Regulation }

export type EntitlementQuestion<Desk extends AnsweringDesk = AnsweringDesk> = {
  /** The last answer about the tariff; null before the first one. */
  licence: { level: Level; answeredAt: Date; failingSince: Date | null } | null
  connection: (Desk & { endsAt: Date | null }) | null
  standardDesk: Desk | null
  /** Helpers that the desk which answers has beside people (E10). */
  helpers: Served['helpers']
  at: Date
}

export type PeopleHours = {
  entitled: boolean
  /** The desk's calendar can say when. */
  isKnown: boolean
  now: boolean
  /** The end of the present open time; null around the clock. */
  until: Date | null
  /** The next opening, while they are away. */
  from: Date | null
  /** Whether the days up to that instant are settled (S1). */
  isFinal: boolean
  aroundTheClock: boolean
  timeZone: string | null
  hours: EntitlementView['people']['hours']
}

type Unavailable = EntitlementView['unavailable'][number]

export type Entitlement = Pick<EntitlementView, 'kind' | 'reason' | 'deskId' | 'deskName' | 'level' | 'helpers'> & {
  people: PeopleHours
  onDuty: EntitlementView['onDuty']
  unavailable: Unavailable[]
  /** The last question about the tariff failed: the answer before it still counts until then (E5). */
  licenceHoldsUntil: Date | null
}

const HOLD = 7 * 24 * 3_600_000

/** What support a portal gets at this moment, and why (E1, E5). */
export function entitlementOf(question: EntitlementQuestion): Entitlement {
  const level = levelThatHolds(question)
  const answering = answeringDesk(question, level)
  const people = peopleHours(answering.desk, level, question.at)
  const onDuty = answering.desk === null ? null : onDutyOf(answering.desk.regulation, level)
  return {
    kind: answering.kind,
    reason: answering.reason,
    deskId: answering.desk?.deskId ?? null,
    deskName: answering.desk?.deskName ?? null,
    level,
    helpers: people.entitled ? [...question.helpers, 'people'] : question.helpers,
    people,
    onDuty,
    unavailable: [
      ...(people.now ? [] : [whyNoPeople(answering, people, level)]),
      ...(onDuty === null ? [whyNoOnDuty(answering, level)] : []),
    ],
    licenceHoldsUntil: holdsUntil(question),
  }
}

/** Which desk it is and whether its people answer, where nobody asks at what hours; null: there is none. */
export function whoAnswers<Desk extends AnsweringDesk>(
  question: Pick<EntitlementQuestion<Desk>, 'licence' | 'connection' | 'standardDesk' | 'at'>,
): { desk: Desk | null; hasPeople: boolean } {
  const level = levelThatHolds(question)
  const { desk } = answeringDesk(question, level)
  return { desk, hasPeople: desk !== null && hasPeopleFor(desk.regulation, level) }
}

/** Hours as people read them: each span with the weekdays that share it. */
export function hoursOf(calendar: Calendar): PeopleHours['hours'] {
  const { weekly } = calendar
  const days = [weekly[1], weekly[2], weekly[3], weekly[4], weekly[5], weekly[6], weekly[7]]
  const bySpan = new Map<string, PeopleHours['hours'][number]>()
  for (const [index, spans] of days.entries()) {
    for (const [from, to] of spans) {
      const line = bySpan.get(`${from}-${to}`) ?? { weekdays: [], from, to }
      line.weekdays.push(index + 1)
      bySpan.set(`${from}-${to}`, line)
    }
  }
  return [...bySpan.values()]
}

/** Whom the desk's regulation sends when chat does not solve a critical incident of this level in time (T12). */
export function onDutyOf({ onDuty }: Regulation, level: Level): EntitlementView['onDuty'] {
  return onDuty?.levels.includes(level) === true ? { afterMinutes: onDuty.afterMinutes } : null
}

/** A failed question never lowers a level by itself; the last answer holds for seven days after the first failure (E5). */
export function levelThatHolds(question: Pick<EntitlementQuestion, 'licence' | 'at'>): Level {
  return question.licence === null || isHoldOver(question) ? 'free' : question.licence.level
}

export function holdsUntil({ licence }: Pick<EntitlementQuestion, 'licence'>): Date | null {
  const failingSince = licence?.failingSince ?? null
  return failingSince === null ? null : new Date(failingSince.getTime() + HOLD)
}

function isHoldOver(question: Pick<EntitlementQuestion, 'licence' | 'at'>): boolean {
  const until = holdsUntil(question)
  return until !== null && question.at.getTime() > until.getTime()
}

type Answering<Desk extends AnsweringDesk = AnsweringDesk> = Pick<Entitlement, 'kind' | 'reason'> & {
  desk: Desk | null
  /** Why a level that has no people counts. */
  withoutPeople: 'free_tariff' | 'tariff_unknown'
}

function answeringDesk<Desk extends AnsweringDesk>(
  question: Pick<EntitlementQuestion<Desk>, 'licence' | 'connection' | 'standardDesk' | 'at'>,
  level: Level,
): Answering<Desk> {
  const { connection, standardDesk, licence, at } = question
  const withoutPeople = licence === null || isHoldOver(question) ? 'tariff_unknown' : 'free_tariff'
  if (connection !== null && (connection.endsAt === null || connection.endsAt.getTime() > at.getTime())) {
    return { kind: 'partner', reason: 'connected', desk: connection, withoutPeople }
  }
  // Without a standard desk on this server, Bitrix24's own support is the one to ask; assistant and articles stay.
  if (standardDesk === null) return { kind: 'selfService', reason: 'no_standard_desk', desk: null, withoutPeople }
  if (!hasPeopleFor(standardDesk.regulation, level)) {
    return { kind: 'selfService', reason: withoutPeople, desk: standardDesk, withoutPeople }
  }
  return { kind: 'standard', reason: 'tariff', desk: standardDesk, withoutPeople }
}

function peopleHours(desk: AnsweringDesk | null, level: Level, at: Date): PeopleHours {
  if (desk === null || !hasPeopleFor(desk.regulation, level)) return nobody
  // What a desk once published and nobody can compute takes neither the page nor the way back along.
  const calendar = whereComputable(() => peopleCalendar(desk.regulation, level))
  const hours = calendar === null ? null : whereComputable(() => hoursAt(calendar, at))
  return hours ?? { ...nobody, entitled: true, isKnown: false, hours: calendar === null ? [] : hoursOf(calendar) }
}

function hoursAt(calendar: NationalCalendar, at: Date): PeopleHours {
  const prepared = prepareCalendar(calendar)
  const opening = nextOpening(prepared, at)
  const now = opening?.getTime() === at.getTime()
  const until = now ? nextClosing(prepared, at) : null
  return {
    entitled: true,
    isKnown: true,
    now,
    until,
    from: now ? null : opening,
    isFinal: isFinalUntil(calendar, at, until ?? opening ?? at),
    aroundTheClock: now && until === null,
    timeZone: calendar.timeZone,
    hours: hoursOf(calendar),
  }
}

const nobody: PeopleHours = {
  entitled: false,
  isKnown: true,
  now: false,
  until: null,
  from: null,
  isFinal: true,
  aroundTheClock: false,
  timeZone: null,
  hours: [],
}

function whyNoPeople({ desk, withoutPeople }: Answering, people: PeopleHours, level: Level): Unavailable {
  if (people.entitled) return { what: 'people', reason: people.isKnown ? 'outside_hours' : 'hours_unknown' }
  if (desk === null) return { what: 'people', reason: 'no_standard_desk' }
  return { what: 'people', reason: level === 'free' ? withoutPeople : 'not_promised' }
}

function whyNoOnDuty({ kind, desk, withoutPeople }: Answering, level: Level): Unavailable {
  if (desk === null) return { what: 'onDuty', reason: 'no_standard_desk' }
  if (kind === 'partner') return { what: 'onDuty', reason: 'partner_answers' }
  if (level === 'free') return { what: 'onDuty', reason: withoutPeople }
  return { what: 'onDuty', reason: level === 'enterprise' ? 'not_promised' : 'not_enterprise' }
}
