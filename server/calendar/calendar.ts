import { type Calendar, readCalendar } from '#contract/calendar/types.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { DAY } from './seconds.ts'
import { type DayPlan, type NationalCalendar, openTimes, planDays } from './spans.ts'
import { countUpTo, isTimeZone } from './zone.ts'

export type { Calendar, Span } from '#contract/calendar/types.ts'

/**
 * A calendar laid out on the time line. It knows a stretch of it and widens the stretch by itself when asked beyond; every
 * answer is a binary search.
 */
export type PreparedCalendar = {
  readonly plan: DayPlan
  /** The stretch in which the open times below are complete. */
  from: number
  to: number
  starts: Float64Array
  ends: Float64Array
  /** Open milliseconds before starts[i]. */
  totals: Float64Array
}

/** Nobody plans support for these; a wrong unit or a broken date must not lay out millions of days. */
const EARLIEST = Date.UTC(1900, 0, 1)
const LATEST = Date.UTC(2500, 0, 1)

/**
 * How far ahead anybody is told an opening, a closing or a deadline. It bounds the work of every walk: a calendar that is open a
 * minute a week would be laid out for thousands of years before a year of work is found in it.
 */
const FARTHEST = 30 * 366 * DAY
/** And in how many open times: only calendars of more than two a day come to fewer years. */
const mostOpenTimes = 20_000

/**
 * Null where the calendar cannot say: what was stored under older rules may name a zone that is gone, or promise what never comes.
 * One answer that is missing must not take the others along.
 */
export function whereComputable<Answer>(ask: () => Answer): Answer | null {
  try {
    return ask()
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Refusal && uncomputable.has(error.code))) return null
    throw error
  }
}

const uncomputable: ReadonlySet<string> = new Set<RefusalCode>([
  'calendar_never_opens',
  'deadline_too_far',
  'regulation_invalid',
])

/** Strict: what is not a calendar, or never opens, is refused with the place where it goes wrong. */
export function parseCalendar(input: unknown): Calendar {
  const read = readCalendar(input)
  if ('wrongAt' in read) throw new Refusal('calendar_invalid', { wrongAt: read.wrongAt })
  if (!isTimeZone(read.calendar.timeZone)) throw new Refusal('calendar_invalid', { wrongAt: 'timeZone' })
  const plan = planDays(read.calendar)
  const opens = plan.opensWeekly || [...plan.exceptions.values()].some((spans) => spans.length > 0)
  if (!opens) throw new Refusal('calendar_never_opens')
  return read.calendar
}

/** Layouts of calendars that are still in use, so that nobody lays one out twice. */
const layouts = new WeakMap<Calendar, PreparedCalendar>()

export function prepareCalendar(calendar: NationalCalendar, range?: { from: Date; to: Date }): PreparedCalendar {
  let prepared = layouts.get(calendar)
  if (prepared === undefined) {
    const none = new Float64Array()
    prepared = { plan: planDays(calendar), from: 0, to: -1, starts: none, ends: none, totals: none }
    layouts.set(calendar, prepared)
  }
  if (range !== undefined) cover(prepared, range.from.getTime(), range.to.getTime())
  return prepared
}

/** Working time in [start, end). */
export function workingMilliseconds(prepared: PreparedCalendar, start: Date, end: Date): number {
  const from = start.getTime()
  const to = end.getTime()
  if (!(to > from)) return 0
  cover(prepared, from, to)
  return openBefore(prepared, to) - openBefore(prepared, from)
}

export function workingSecondsBetween(prepared: PreparedCalendar, start: Date, end: Date): number {
  return workingMilliseconds(prepared, start, end) / 1000
}

/**
 * The earliest instant at which so much working time has passed; exactly at closing time it stays there. Refused where the calendar
 * is not open so long any more, or not within thirty years.
 */
export function instantAfter(prepared: PreparedCalendar, start: Date, seconds: number): Date {
  const wanted = Math.round(seconds * 1000)
  if (!(wanted >= 0)) throw new RangeError(`Cannot add ${seconds} working seconds`)
  const from = start.getTime()
  if (wanted === 0) return new Date(from)
  // Weekly hours come back for ever; a calendar of single dates ends with the last of them.
  const lastDay = prepared.plan.opensWeekly ? Infinity : (prepared.plan.lastException + 4) * DAY
  const horizon = from + reachOf(prepared)
  for (let to = from + wanted; ; to = prepared.to + DAY) {
    cover(prepared, from, Math.min(to, horizon))
    const target = openBefore(prepared, from) + wanted
    if (openBefore(prepared, prepared.to) >= target) return new Date(instantOfTotal(prepared, target))
    if (prepared.to > lastDay) throw new Refusal('calendar_never_opens')
    if (prepared.to >= horizon) throw new Refusal('deadline_too_far')
  }
}

export function isOpen(prepared: PreparedCalendar, at: Date): boolean {
  const instant = at.getTime()
  cover(prepared, instant, instant)
  const index = countUpTo(prepared.starts, instant) - 1
  return index >= 0 && instant < valueAt(prepared.ends, index)
}

/** When it last opened or closed, not after this instant; null where that lies before everything that was asked for. */
export function lastChange(prepared: PreparedCalendar, at: Date): Date | null {
  const instant = at.getTime()
  cover(prepared, instant, instant)
  const index = countUpTo(prepared.starts, instant) - 1
  if (index < 0) return null
  const end = valueAt(prepared.ends, index)
  return new Date(end <= instant ? end : valueAt(prepared.starts, index))
}

/** The first open instant not before this one: itself while it is open. Null if it does not open within thirty years. */
export function nextOpening(prepared: PreparedCalendar, at: Date): Date | null {
  if (isOpen(prepared, at)) return new Date(at.getTime())
  return firstAfter(prepared, at, 'starts')
}

/** The end of the present open time, or of the next one. Null if it does not close within thirty years. */
export function nextClosing(prepared: PreparedCalendar, at: Date): Date | null {
  return firstAfter(prepared, at, 'ends')
}

function firstAfter(prepared: PreparedCalendar, at: Date, edge: 'starts' | 'ends'): Date | null {
  const instant = at.getTime()
  // After the last exception every year is like the next: what does not happen in 400 days never does.
  const last = Math.max(instant, (prepared.plan.lastException + 4) * DAY) + 400 * DAY
  const horizon = Math.min(last, instant + reachOf(prepared))
  for (let to = instant + 14 * DAY; ; to = Math.min(horizon, prepared.to + DAY)) {
    cover(prepared, instant, to)
    const values = prepared[edge]
    const index = countUpTo(values, instant)
    // What lies beyond the known stretch may be only the edge of what was laid out.
    if (index < values.length && valueAt(values, index) <= prepared.to) return new Date(valueAt(values, index))
    if (prepared.to >= horizon) return null
  }
}

function reachOf({ plan: { weekly } }: PreparedCalendar): number {
  const openTimesOfWeek = weekly.reduce((sum, spans) => sum + spans.length, 0)
  return Math.min(FARTHEST, (mostOpenTimes / Math.max(1, openTimesOfWeek)) * 7 * DAY)
}

function openBefore(prepared: PreparedCalendar, instant: number): number {
  const index = countUpTo(prepared.starts, instant) - 1
  if (index < 0) return 0
  const start = valueAt(prepared.starts, index)
  return valueAt(prepared.totals, index) + Math.min(instant, valueAt(prepared.ends, index)) - start
}

/** The earliest instant before which so many milliseconds were open. */
function instantOfTotal(prepared: PreparedCalendar, target: number): number {
  // Strictly below: a total reached at a closing belongs to the span that closes, not to the next opening.
  const index = countUpTo(prepared.totals, target - 1) - 1
  return valueAt(prepared.starts, index) + target - valueAt(prepared.totals, index)
}

/** Widens at least by what is known already, so that asking further and further stays cheap. */
export function cover(prepared: PreparedCalendar, from: number, to: number): void {
  if (from >= prepared.from && to <= prepared.to) return
  if (!(from >= EARLIEST && to <= LATEST)) throw new RangeError('Not an instant of any working calendar')
  const isNew = prepared.to < prepared.from
  const width = isNew ? 60 * DAY : prepared.to - prepared.from
  if (isNew) prepared.from = prepared.to = from
  if (isNew || from < prepared.from) prepared.from = Math.min(from, prepared.from - width)
  if (isNew || to > prepared.to) prepared.to = Math.max(to, prepared.to + width)
  layOut(prepared)
}

function layOut(prepared: PreparedCalendar): void {
  // Two days for a span over midnight, two more for zones up to a day away from UTC, or that skip a date.
  const firstDay = Math.floor(prepared.from / DAY) - 4
  const lastDay = Math.floor(prepared.to / DAY) + 4
  const { starts, ends } = openTimes(prepared.plan, firstDay, lastDay)
  prepared.starts = Float64Array.from(starts)
  prepared.ends = Float64Array.from(ends)
  prepared.totals = new Float64Array(starts.length)
  let total = 0
  for (let i = 0; i < starts.length; i++) {
    prepared.totals[i] = total
    total += valueAt(prepared.ends, i) - valueAt(prepared.starts, i)
  }
}

function valueAt(values: Float64Array, index: number): number {
  const value = values[index]
  if (value === undefined) throw new RangeError('Outside of the calendar that was laid out')
  return value
}
