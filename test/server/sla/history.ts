import { type Calendar, prepareCalendar, type Span } from '#server/calendar/calendar.ts'
import type { ClockEvent, ClockHappening } from '#server/sla/domain/clockEvents.ts'
import { type ClockView, clockView } from '#server/sla/domain/clockView.ts'
import { clockOf } from '#server/sla/domain/evidence.ts'
import type { ClockKind, Promised, Target, Targets } from '#server/sla/domain/targets.ts'
import { replay } from '#server/sla/domain/ticketClocks.ts'

export const at = (text: string) => new Date(text)

export function workdays(timeZone: string, hours: Span[], exceptions: Calendar['exceptions'] = {}): Calendar {
  return { timeZone, weekly: { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: [], 7: [] }, exceptions }
}

export function everyDay(timeZone: string, hours: Span[]): Calendar {
  const weekly = { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: hours, 7: hours }
  return { timeZone, weekly, exceptions: {} }
}

/** Moscow, three hours ahead of UTC: 9:00–18:00 there is 06:00Z–15:00Z. 4 November is a day off. */
export const calendars = {
  office: workdays('Europe/Moscow', [['09:00', '18:00']], { '2026-11-04': [] }),
  support: everyDay('Europe/Moscow', [['08:00', '20:00']]),
  always: everyDay('Europe/Moscow', [['00:00', '24:00']]),
} satisfies Record<string, Calendar>

export const office = prepareCalendar(calendars.office)

export function minutes(count: number, calendar: keyof typeof calendars = 'office'): Target {
  return { by: 'time', minutes: count, calendar }
}

export function promised(targets: Partial<Targets>, changes: Partial<Promised['subject']> = {}): Promised {
  return {
    subject: { category: 'incident', priority: 'medium', plans: [], coupon: false, ...changes },
    targets: { firstReaction: null, nextReaction: null, resolution: null, ...targets },
  }
}

/** An hour to react, always; eight to resolve. */
export const usual = promised({
  firstReaction: minutes(60),
  nextReaction: minutes(60),
  resolution: minutes(480),
})

export const answer: ClockHappening = { type: 'agentMessage', isQuestion: false }
export const question: ClockHappening = { type: 'agentMessage', isQuestion: true }
export const queued: ClockHappening = { type: 'queued', promised: usual }
export const reopened: ClockHappening = { type: 'reopened', promised: usual }

/** Happenings that need no more than a name may be told by it. */
type Step =
  | ClockHappening
  | Exclude<
      ClockHappening,
      | { promised: unknown }
      | { isQuestion: boolean }
      | { taken: unknown }
      | { unansweredSince: unknown }
      | { isResolved: unknown }
    >['type']

export function history(...steps: [instant: string, ...Step[]][]): ClockEvent[] {
  const all = steps.flatMap(([instant, ...happenings]) => happenings.map((happening) => ({ instant, happening })))
  return all.map(({ instant, happening }, seq) => ({
    at: at(instant),
    seq,
    ...(typeof happening === 'string' ? { type: happening } : happening),
  }))
}

export function viewAt(events: ClockEvent[], kind: ClockKind, until: string, round = 0): ClockView {
  const clock = clockOf(replay(events), { kind, round })
  if (clock === null) throw new Error(`${kind} ${round} never started`)
  return clockView(clock, calendars, at(until))
}

/** The same history with more at its end. */
export function andThen(events: readonly ClockEvent[], ...steps: Parameters<typeof history>): ClockEvent[] {
  return [...events, ...history(...steps).map((event) => ({ ...event, seq: event.seq + events.length }))]
}
