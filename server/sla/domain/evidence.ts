import type { Evidence } from '#contract/sla/evidence.types.ts'
import { writtenOut } from '#server/calendar/calendarYear.ts'
import type { Clock } from './clock.ts'
import type { ClockEvent } from './clockEvents.ts'
import { clockView } from './clockView.ts'
import { dueOf } from './due.ts'
import { historyText, promiseText, segmentText, stateText } from './evidenceFacts.ts'
import { countedSeconds, stripOf } from './strip.ts'
import type { Calendars, ClockKind } from './targets.ts'
import { replay, type TicketClocks } from './ticketClocks.ts'

/** Which clock of a ticket; `round` counts its next reactions from 0 on. */
export type WhichClock = { kind: ClockKind; round: number }

/** Null if this clock never started. */
export function evidenceOf(
  history: readonly ClockEvent[],
  which: WhichClock,
  calendars: Calendars,
  until: Date,
): Evidence | null {
  const clock = clockOf(replay(history), which)
  if (clock === null) return null
  const view = clockView(clock, calendars, until)
  const strip = stripOf(clock, calendars, until)
  return {
    format: 'opora.evidence.1',
    clock: which.kind,
    round: which.round,
    until: until.toISOString(),
    calendars: calendarsUsed(clock, calendars, until),
    history: historyText(history),
    startedAt: clock.startedAt.toISOString(),
    promises: view.promises.map((promise) => promiseText(promise, calendars)),
    strip: strip.map(segmentText),
    workingSeconds: countedSeconds(strip),
    state: stateText(view.state),
  }
}

export function clockOf(clocks: TicketClocks, { kind, round }: WhichClock): Clock | null {
  if (kind === 'nextReaction') return clocks.nextReactions[round] ?? null
  return round === 0 ? clocks[kind] : null
}

/** Each day that the clock went or will go through written out: whoever counts it again need not know any country's law. */
function calendarsUsed(clock: Clock, calendars: Calendars, until: Date): Evidence['calendars'] {
  const names = clock.promises.flatMap(({ target }) => (target === null ? [] : [target.calendar]))
  const dues = clock.promises.flatMap((promise) => dueOf(clock, promise, calendars)?.steps ?? [])
  const last = Math.max(until.getTime(), ...dues.map((step) => ('due' in step ? step.due.getTime() : 0)))
  const used = Object.entries(calendars).filter(([name]) => names.includes(name))
  return Object.fromEntries(
    used.map(([name, calendar]) => [name, writtenOut(calendar, clock.startedAt, new Date(last))]),
  )
}
