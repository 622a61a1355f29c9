import { Temporal } from 'temporal-polyfill'
import type { Calendar } from '#server/calendar/calendar.ts'
import type { Clock, PromiseMade } from '#server/sla/domain/clock.ts'
import type { Target } from '#server/sla/domain/targets.ts'
import { obviousWorkingMilliseconds } from '../calendar/obvious.ts'

const MINUTE = 60_000

/** What happened to a clock, minute by minute: was it one of working time, and did the clock stand still? */
export type Minute = { at: number; isOpen: boolean; isPaused: boolean }

/**
 * The rules of a clock said again in the slowest and plainest way, for histories in which everything happens at whole
 * minutes: walk them one by one and count.
 */
export function minutesOf(clock: Clock, calendar: Calendar, until: number): Minute[] {
  const minutes: Minute[] = []
  for (let at = clock.startedAt.getTime(); at < until; at += MINUTE) {
    const isOpen = isOpenMinute(calendar, at)
    const isPaused = clock.pauses.some(({ from, to }) => from.getTime() <= at && at < (to?.getTime() ?? Infinity))
    minutes.push({ at, isOpen, isPaused })
  }
  return minutes
}

/** Spans begin and end at quarters of an hour; each is asked for once, because Temporal takes its time. */
const asked = new WeakMap<Calendar, Map<number, boolean>>()

function isOpenMinute(calendar: Calendar, at: number): boolean {
  const known = asked.get(calendar) ?? new Map<number, boolean>()
  asked.set(calendar, known)
  const quarter = at - (at % (15 * MINUTE))
  const isOpen = known.get(quarter) ?? obviousWorkingMilliseconds(calendar, quarter, quarter + MINUTE) === MINUTE
  known.set(quarter, isOpen)
  return isOpen
}

export function obviousCounted(minutes: readonly Minute[], end: number): number {
  return minutes.filter(({ at, isOpen, isPaused }) => at < end && isOpen && !isPaused).length * 60
}

/** The first minute, promised already and not paused, by which so much has been counted; null if there is none. */
export function obviousDue(
  minutes: readonly Minute[],
  promise: PromiseMade,
  wanted: { minutes: number; notBefore: number },
): number | null {
  const earliest = Math.max(promise.since.getTime(), wanted.notBefore)
  let counted = 0
  for (const { at, isOpen, isPaused } of minutes) {
    if (counted >= wanted.minutes && at >= earliest && !isPaused) return at
    if (isOpen && !isPaused) counted++
  }
  return null
}

/** So much working time; or all of it until the local date ends, and not before. */
export function obviousWanted(
  target: Target,
  calendar: Calendar,
  start: number,
): { minutes: number; notBefore: number } {
  if (target.by === 'time') return { minutes: target.minutes, notBefore: start }
  const began = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(calendar.timeZone)
  const isLate = target.nextDayAfter !== null && began.toPlainTime().toString() > `${target.nextDayAfter}:00`
  const midnight = began.startOfDay().add({ days: isLate ? 2 : 1 })
  const end = midnight.epochMilliseconds
  return { minutes: obviousWorkingMilliseconds(calendar, start, end) / MINUTE, notBefore: end }
}
