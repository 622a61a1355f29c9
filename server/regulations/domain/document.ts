import { readRegulation, type Regulation } from '#contract/regulation.ts'
import type { Level } from '#contract/support.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { type Calendar, parseCalendar, prepareCalendar } from '#server/sla/domain/calendar.ts'
import type { TicketTerms } from '#server/tickets/domain/ticketCommands.ts'

export type { Regulation } from '#contract/regulation.ts'

/** Strict: also refuses a document whose parts do not fit together, with the place where it goes wrong. */
export function parseRegulation(input: unknown): Regulation {
  const read = readRegulation(input)
  if ('wrongAt' in read) throw wrong(read.wrongAt)
  const { regulation } = read
  for (const { timeZone, weekly, exceptions } of Object.values(regulation.calendars)) {
    parseCalendar({ timeZone, weekly, exceptions })
  }
  for (const [place, name] of calendarsNamed(regulation)) {
    if (!Object.hasOwn(regulation.calendars, name)) throw wrong(place)
  }
  refuseTwice('categories', regulation.categories)
  refuseTwice('priorities', regulation.priorities)
  refuseTwice('plans', regulation.plans)
  refuseTwice('deferralReasons', regulation.deferralReasons)
  refuseMissingPrices(regulation)
  return regulation
}

/** The calendar of the people who answer a portal of this tariff; null if none do. */
export function peopleCalendar(regulation: Regulation, level: Level): Calendar | null {
  const { people } = regulation
  const name = people.by === 'level' ? people.calendars[level] : people.calendar
  return name === null ? null : calendarOf(regulation, name)
}

export function calendarOf(regulation: Regulation, name: string): Calendar {
  const calendar = regulation.calendars[name]
  if (calendar === undefined) throw wrong(`calendars.${name}`)
  return calendar
}

export function ticketTerms(regulation: Regulation): TicketTerms {
  const { calendar, afterWorkingDays, reopenDays } = regulation.closing
  return {
    calendar: prepareCalendar(calendarOf(regulation, calendar)),
    closeAfterWorkingDays: afterWorkingDays,
    reopenDays,
    silenceHours: regulation.assistant.silenceHours,
  }
}

function calendarsNamed({ people, plans, closing }: Regulation): [place: string, name: string][] {
  const byPeople = people.by === 'level' ? Object.values(people.calendars) : [people.calendar]
  return [
    ...byPeople.filter((name) => name !== null).map((name): [string, string] => ['people', name]),
    ...plans.map((plan): [string, string] => [`plans.${plan.code}.calendar`, plan.calendar]),
    ['closing.calendar', closing.calendar],
  ]
}

function refuseMissingPrices({ plans, clientStatuses }: Regulation): void {
  const statuses = clientStatuses.map(({ status }) => `${status}`).toSorted()
  if (new Set(statuses).size < statuses.length) throw wrong('clientStatuses')
  for (const plan of plans) {
    const priced = Object.keys(plan.quantumPriceMinor).toSorted()
    if (priced.join() !== statuses.join()) throw wrong(`plans.${plan.code}.quantumPriceMinor`)
  }
}

function refuseTwice(place: string, items: readonly { code: string }[]): void {
  if (new Set(items.map(({ code }) => code)).size < items.length) throw wrong(place)
}

function wrong(wrongAt: string): Refusal {
  return new Refusal('regulation_invalid', { wrongAt })
}
