import { cover, type PreparedCalendar, workingMilliseconds } from '#server/calendar/calendar.ts'
import type { Clock, PauseReason } from './clock.ts'
import { endOf, measuredBy } from './clockView.ts'
import { localDayOf, startOfLocalDay } from '#server/calendar/localDay.ts'
import { nationalDay } from '#server/calendar/nationalDays.ts'
import { spansOf } from '#server/calendar/spans.ts'
import { type Calendars, calendarOf } from './targets.ts'
import { countUpTo } from '#server/calendar/zone.ts'

/**
 * A stretch of a clock's life. `counted` is working time that counts towards the target; `paused` says by how much working
 * time it moved the deadline; in all others nobody works.
 */
export type Segment = SegmentKind & { from: Date; to: Date; workingMilliseconds: number }

type SegmentKind =
  | { kind: 'counted' | 'outsideHours' | 'weekend' | 'dayOff'; reason: null }
  | { kind: 'paused'; reason: PauseReason }

type Stretch = { from: number; to: number }

/** From the start to the end or to this instant, without a gap; the counted ones add up to the clock (S5). */
export function stripOf(clock: Clock, calendars: Calendars, until: Date): Segment[] {
  const target = measuredBy(clock)
  const end = endOf(clock, until).getTime()
  const prepared = target === null ? null : calendarOf(target, calendars)
  if (prepared === null || end <= clock.startedAt.getTime()) return []
  const segments: Segment[] = []
  let from = clock.startedAt.getTime()
  for (const pause of clock.pauses) {
    const pausedFrom = Math.min(pause.from.getTime(), end)
    const pausedTo = Math.min(pause.to?.getTime() ?? end, end)
    segments.push(...unpaused(prepared, { from, to: pausedFrom }))
    if (pausedTo > pausedFrom) {
      segments.push(segment(prepared, { kind: 'paused', reason: pause.reason }, { from: pausedFrom, to: pausedTo }))
    }
    from = pausedTo
  }
  return [...segments, ...unpaused(prepared, { from, to: end })]
}

/** In whole milliseconds, so that fractions of seconds add up, too. */
export function countedSeconds(segments: readonly Pick<Segment, 'kind' | 'workingMilliseconds'>[]): number {
  const counted = segments.filter(({ kind }) => kind === 'counted')
  return counted.reduce((sum, { workingMilliseconds: length }) => sum + length, 0) / 1000
}

function unpaused(prepared: PreparedCalendar, { from, to }: Stretch): Segment[] {
  if (to <= from) return []
  const segments: Segment[] = []
  let closedFrom = from
  for (const open of openWithin(prepared, { from, to })) {
    segments.push(...closedTime(prepared, { from: closedFrom, to: open.from }))
    segments.push(segment(prepared, { kind: 'counted', reason: null }, open))
    closedFrom = open.to
  }
  return [...segments, ...closedTime(prepared, { from: closedFrom, to })]
}

function openWithin(calendar: PreparedCalendar, { from, to }: Stretch): Stretch[] {
  cover(calendar, from, to)
  const { starts, ends } = calendar
  const open: Stretch[] = []
  for (let i = countUpTo(ends, from); i < starts.length; i++) {
    const start = starts[i] ?? to
    if (start >= to) break
    open.push({ from: Math.max(start, from), to: Math.min(ends[i] ?? to, to) })
  }
  return open
}

/** Cut where the local date changes what kind of day it is. */
function closedTime(prepared: PreparedCalendar, { from, to }: Stretch): Segment[] {
  const segments: Segment[] = []
  const { timeZone } = prepared.plan
  let day = localDayOf(timeZone, new Date(from))
  for (let start = from; start < to; day++) {
    const end = Math.min(startOfLocalDay(timeZone, day + 1).getTime(), to)
    // A date that its zone skipped has no length.
    if (end <= start) continue
    const kind = kindOfDay(prepared, day)
    const last = segments.at(-1)
    if (last?.kind === kind) last.to = new Date(end)
    else segments.push({ kind, reason: null, from: new Date(start), to: new Date(end), workingMilliseconds: 0 })
    start = end
  }
  return segments
}

function kindOfDay({ plan }: PreparedCalendar, day: number): 'outsideHours' | 'weekend' | 'dayOff' {
  if (spansOf(plan, day).length > 0) return 'outsideHours'
  const isNamed =
    plan.exceptions.has(day) || (plan.national !== null && nationalDay(plan.national, day)?.kind === 'off')
  return isNamed ? 'dayOff' : 'weekend'
}

function segment(prepared: PreparedCalendar, kind: SegmentKind, { from, to }: Stretch): Segment {
  const [start, end] = [new Date(from), new Date(to)]
  return { ...kind, from: start, to: end, workingMilliseconds: workingMilliseconds(prepared, start, end) }
}
