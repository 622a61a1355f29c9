import { instantAfter, type PreparedCalendar, whereComputable, workingMilliseconds } from '#server/calendar/calendar.ts'
import type { Clock, Pause, PauseReason, PromiseMade } from './clock.ts'
import { type Calendars, calendarOf, dueWithoutPauses } from './targets.ts'

/** When a promise is due; while its clock is paused, how much working time is left instead. */
export type Due = {
  at: Date | null
  remainingMilliseconds: number | null
  /** Re-targeted into the past: due at once, and late by re-targeting (S4). */
  isAtOnce: boolean
  steps: readonly DueStep[]
}

/** How a deadline was found, one step after the other. */
export type DueStep =
  | { step: 'target'; workingMilliseconds: number; due: Date }
  | { step: 'pause'; reason: PauseReason; from: Date; to: Date; workingMilliseconds: number; due: Date }
  | { step: 'standsStill'; reason: PauseReason; from: Date; remainingMilliseconds: number }
  | { step: 'dueAtOnce'; due: Date }

/** Null where nothing is promised, and where what was promised cannot be computed. */
export function dueOf(clock: Clock, promise: PromiseMade, calendars: Calendars): Due | null {
  const { target } = promise
  const prepared = target === null ? null : calendarOf(target, calendars)
  if (target === null || prepared === null) return null
  return whereComputable(() => {
    const due = dueWithoutPauses(target, prepared, clock.startedAt)
    const length = workingMilliseconds(prepared, clock.startedAt, due)
    return afterPauses(clock, promise, prepared, { step: 'target', workingMilliseconds: length, due })
  })
}

/** The instant at which so much of the promised working time is used up; null while the clock is paused before it. */
export function instantOfPercent(
  clock: Clock,
  promise: PromiseMade,
  calendars: Calendars,
  percent: number,
): Date | null {
  const { target } = promise
  const prepared = target === null ? null : calendarOf(target, calendars)
  if (target === null || prepared === null) return null
  return whereComputable(() => {
    const whole = workingMilliseconds(prepared, clock.startedAt, dueWithoutPauses(target, prepared, clock.startedAt))
    const length = Math.round((whole * percent) / 100)
    const due = instantAfter(prepared, clock.startedAt, length / 1000)
    return afterPauses(clock, promise, prepared, { step: 'target', workingMilliseconds: length, due }).at
  })
}

/**
 * Due is the earliest instant, not before the promise and not within a pause, at which the promised working time has been
 * counted. So each pause moves the deadline by its working time, and nothing falls due while a clock is paused: a deadline
 * in closed hours (24:00 of a day) that a pause reaches waits for the end of the pause.
 */
function afterPauses(
  clock: Clock,
  { since }: PromiseMade,
  prepared: PreparedCalendar,
  first: DueStep & { step: 'target' },
): Due {
  const steps: DueStep[] = [first]
  let due = first.due
  let isAtOnce = false
  for (const pause of clock.pauses) {
    const isPast = due.getTime() < pause.from.getTime()
    // What was missed before this pause stays missed, unless it was promised only later.
    if (isPast && pause.from.getTime() > since.getTime()) break
    if (pause.to === null) return dueWhilePaused(prepared, due, pause, { steps, isAtOnce: isAtOnce || isPast })
    if (isPast && pause.to.getTime() <= since.getTime()) continue
    isAtOnce ||= isPast
    const passed = workingMilliseconds(prepared, pause.from, pause.to)
    due = isPast ? pause.to : later(instantAfter(prepared, due, passed / 1000), pause.to)
    steps.push({
      step: 'pause',
      reason: pause.reason,
      from: pause.from,
      to: pause.to,
      workingMilliseconds: passed,
      due,
    })
  }
  if (due.getTime() >= since.getTime()) return { at: due, remainingMilliseconds: null, isAtOnce, steps }
  steps.push({ step: 'dueAtOnce', due: since })
  return { at: since, remainingMilliseconds: null, isAtOnce: true, steps }
}

function dueWhilePaused(
  prepared: PreparedCalendar,
  due: Date,
  { from, reason }: Pause,
  found: { steps: DueStep[]; isAtOnce: boolean },
): Due {
  const left = workingMilliseconds(prepared, from, due)
  const step: DueStep = { step: 'standsStill', reason, from, remainingMilliseconds: left }
  return { at: null, remainingMilliseconds: left, isAtOnce: found.isAtOnce, steps: [...found.steps, step] }
}

function later(one: Date, other: Date): Date {
  return one.getTime() > other.getTime() ? one : other
}
