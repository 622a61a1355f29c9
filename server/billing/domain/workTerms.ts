import type { Regulation } from '#contract/regulations/document.types.ts'
import { calendarOf } from '#server/regulations/domain/document.ts'
import { prepareCalendar, type PreparedCalendar, whereComputable } from '#server/calendar/calendar.ts'
import { knownZone } from '#server/calendar/zone.ts'
import type { WorkTerms } from './account.ts'

/** How work is billed that starts under this regulation (Q5, Q12). */
export function workTermsOf({ work, calendars }: Regulation): WorkTerms {
  const { quantumMinutes, rounding, leastQuantaPerTicket } = work
  return { quantumMinutes, rounding, leastQuantaPerTicket, timeZone: zoneOf({ work, calendars }) }
}

export function zoneOf({ work, calendars }: Pick<Regulation, 'work' | 'calendars'>): string {
  return knownZone(calendars[work.calendar]?.timeZone)
}

/** A document never changes, and its calendar is laid out once. */
const known = new WeakMap<Regulation, PreparedCalendar | null>()

/** The working day at whose end the timer stops (Q11). Null where the regulation names a calendar that it does not have. */
export function workCalendarOf(regulation: Regulation): PreparedCalendar | null {
  const before = known.get(regulation)
  if (before !== undefined) return before
  const prepared = whereComputable(() => prepareCalendar(calendarOf(regulation, regulation.work.calendar)))
  known.set(regulation, prepared)
  return prepared
}
