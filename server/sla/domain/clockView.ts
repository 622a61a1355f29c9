import { workingMilliseconds } from '#server/calendar/calendar.ts'
import { type Clock, openPause, type Pause, type PauseReason, type PromiseMade } from './clock.ts'
import { type Due, dueOf } from './due.ts'
import { type Calendars, calendarOf, type ClockKind, type Target } from './targets.ts'

/** How a clock is at an instant. What happens at the very instant of a deadline is in time. */
export type ClockView = {
  kind: ClockKind
  startedAt: Date
  state: ClockState
  /** Null while the clock is paused, and where nothing is promised. */
  deadline: Date | null
  remainingSeconds: number | null
  /** Working time counted so far, in the calendar of the target; counted on after a breach until the end. */
  workingSeconds: number
  /** Everything that was promised, the one in force last. */
  promises: readonly PromiseView[]
}

export type ClockState =
  | { status: 'absent' }
  | { status: 'running' }
  /** Something is promised, and its calendar cannot say by when. */
  | { status: 'unknown' }
  | { status: 'paused'; reason: PauseReason; since: Date }
  | { status: 'met'; at: Date }
  /** A promise in force was broken; no later target mends it. The end may have come since. */
  | { status: 'breached'; at: Date; endedAt: Date | null; isByRetargeting: boolean }
  | { status: 'stopped'; at: Date }

/** A promise that another one replaced is followed on: a lower priority does not make the first one kept. */
export type PromiseView = PromiseMade & {
  due: Due | null
  outcome: 'none' | 'open' | 'kept' | 'broken' | 'stopped'
}

export function clockView(clock: Clock, calendars: Calendars, until: Date): ClockView {
  const promises = clock.promises.map((promise) => promiseView(clock, promise, calendars, until))
  const inForce = promises.at(-1)?.due ?? null
  const left = inForce?.remainingMilliseconds ?? null
  return {
    kind: clock.kind,
    startedAt: clock.startedAt,
    state: stateOf(clock, promises, until),
    deadline: inForce?.at ?? null,
    remainingSeconds: left === null ? null : left / 1000,
    workingSeconds: countedMilliseconds(clock, calendars, until) / 1000,
    promises,
  }
}

/** The calendar that measures the clock: of what is promised, or was promised last. */
export function measuredBy(clock: Clock): Target | null {
  return clock.promises.findLast(({ target }) => target !== null)?.target ?? null
}

export function endOf(clock: Clock, until: Date): Date {
  return clock.end !== null && clock.end.at.getTime() < until.getTime() ? clock.end.at : until
}

function countedMilliseconds(clock: Clock, calendars: Calendars, until: Date): number {
  const target = measuredBy(clock)
  const prepared = target === null ? null : calendarOf(target, calendars)
  if (prepared === null) return 0
  const end = endOf(clock, until)
  const paused = clock.pauses.map(({ from, to }: Pause) =>
    workingMilliseconds(prepared, from, to === null || to.getTime() > end.getTime() ? end : to),
  )
  return paused.reduce((left, one) => left - one, workingMilliseconds(prepared, clock.startedAt, end))
}

function stateOf(clock: Clock, promises: readonly PromiseView[], until: Date): ClockState {
  const broken = brokenInForce(clock, promises, until)
  if (broken !== null) return { status: 'breached', ...broken, endedAt: clock.end?.at ?? null }
  if (promises.at(-1)?.target === null) return { status: 'absent' }
  if (clock.end !== null) return { status: clock.end.how, at: clock.end.at }
  if (promises.at(-1)?.due === null) return { status: 'unknown' }
  const pause = openPause(clock)
  if (pause !== undefined) return { status: 'paused', reason: pause.reason, since: pause.from }
  return { status: 'running' }
}

function brokenInForce(clock: Clock, promises: readonly PromiseView[], until: Date) {
  for (const [index, { due }] of promises.entries()) {
    const inForceUntil = promises[index + 1]?.since ?? endOf(clock, until)
    if (due === null || due.at === null || due.at.getTime() >= inForceUntil.getTime()) continue
    return { at: due.at, isByRetargeting: due.isAtOnce }
  }
  return null
}

function promiseView(clock: Clock, promise: PromiseMade, calendars: Calendars, until: Date): PromiseView {
  const due = dueOf(clock, promise, calendars)
  if (due === null) return { ...promise, due, outcome: 'none' }
  if (due.at !== null && due.at.getTime() < endOf(clock, until).getTime()) return { ...promise, due, outcome: 'broken' }
  if (clock.end === null) return { ...promise, due, outcome: 'open' }
  return { ...promise, due, outcome: clock.end.how === 'met' ? 'kept' : 'stopped' }
}
