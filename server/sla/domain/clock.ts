import type { ClockKind, Promised, Subject, Target } from './targets.ts'

/** Why a clock is paused. The last two are the span between the end of a ticket and its reopening. */
export const pauseReasons = ['locked', 'awaitingPayment', 'waitingForClient', 'deferred', 'resolved', 'closed'] as const
export type PauseReason = (typeof pauseReasons)[number]

/** The last one of a paused clock has no end yet. */
export type Pause = { reason: PauseReason; from: Date; to: Date | null }

/** What was promised from this instant on, until the next promise. */
export type PromiseMade = { since: Date; subject: Subject; target: Target | null }

/**
 * What happened to one clock, and nothing that follows from it: deadlines and breaches are worked out when asked for, so a
 * change of targets needs no repair of what was worked out before.
 */
export type Clock = {
  kind: ClockKind
  startedAt: Date
  /** In order of time, apart from each other. */
  pauses: readonly Pause[]
  /** Never empty; also a clock without a target is kept, because a later target counts from the start. */
  promises: readonly PromiseMade[]
  end: { how: 'met' | 'stopped'; at: Date } | null
}

export function startClock(kind: ClockKind, promised: Promised, at: Date): Clock {
  return { kind, startedAt: at, pauses: [], promises: [promiseOf(kind, promised, at)], end: null }
}

export function endClock(clock: Clock, how: 'met' | 'stopped', at: Date): Clock {
  if (clock.end !== null) return clock
  return { ...withoutOpenPause(clock, at), end: { how, at } }
}

/** What lies between the end and now becomes a pause. */
export function continueClock(clock: Clock, at: Date): Clock {
  if (clock.end === null) return clock
  const reason = clock.end.how === 'met' ? 'resolved' : 'closed'
  return { ...clock, pauses: withPause(clock.pauses, { reason, from: clock.end.at, to: at }), end: null }
}

/** As if it had never ended, with the pause in which that found it: nobody gains time by ending it for a while. */
export function resumeClock(clock: Clock): Clock {
  if (clock.end === null) return clock
  const last = clock.pauses.at(-1)
  const wasPaused = last !== undefined && last.to?.getTime() === clock.end.at.getTime()
  const pauses = wasPaused ? [...clock.pauses.slice(0, -1), { ...last, to: null }] : clock.pauses
  return { ...clock, pauses, end: null }
}

/** Null lets it go on. */
export function pauseClock(clock: Clock, reason: PauseReason | null, at: Date): Clock {
  if (clock.end !== null || openPause(clock)?.reason === (reason ?? undefined)) return clock
  const free = withoutOpenPause(clock, at)
  return reason === null ? free : { ...free, pauses: [...free.pauses, { reason, from: at, to: null }] }
}

export function retarget(clock: Clock, promised: Promised, at: Date): Clock {
  const promise = promiseOf(clock.kind, promised, at)
  if (clock.end !== null || isSameTarget(promise.target, clock.promises.at(-1)?.target ?? null)) return clock
  return { ...clock, promises: [...clock.promises, promise] }
}

export function openPause(clock: Clock): Pause | undefined {
  const last = clock.pauses.at(-1)
  return last?.to === null ? last : undefined
}

function promiseOf(kind: ClockKind, { subject, targets }: Promised, since: Date): PromiseMade {
  return { since, subject, target: targets[kind] }
}

function withoutOpenPause(clock: Clock, at: Date): Clock {
  const pause = openPause(clock)
  if (pause === undefined) return clock
  return { ...clock, pauses: withPause(clock.pauses.slice(0, -1), { ...pause, to: at }) }
}

/** A pause of no length says nothing. */
function withPause(pauses: readonly Pause[], pause: Pause & { to: Date }): readonly Pause[] {
  return pause.to.getTime() > pause.from.getTime() ? [...pauses, pause] : pauses
}

function isSameTarget(one: Target | null, other: Target | null): boolean {
  if (one === null || other === null) return one === other
  if (one.calendar !== other.calendar) return false
  if (one.by === 'time') return other.by === 'time' && one.minutes === other.minutes
  return other.by === 'endOfDay' && one.nextDayAfter === other.nextDayAfter
}
