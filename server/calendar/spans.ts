import type { Calendar, Span } from '#contract/calendar/types.ts'
import { DAY } from './seconds.ts'
import { instantOfWall, type ZoneTable, zoneTable } from './zone.ts'

/** The weekly hours and exceptions as milliseconds after the date's midnight on the wall. */
export type DayPlan = {
  timeZone: string
  /** From Monday on. */
  weekly: readonly WallSpan[][]
  exceptions: ReadonlyMap<number, WallSpan[]>
  lastException: number
  opensWeekly: boolean
}

type WallSpan = { start: number; end: number }

export function planDays(calendar: Calendar): DayPlan {
  const { weekly, exceptions } = calendar
  const week = [weekly[1], weekly[2], weekly[3], weekly[4], weekly[5], weekly[6], weekly[7]].map(wallSpans)
  const days = new Map(Object.entries(exceptions).map(([date, spans]) => [epochDay(date), wallSpans(spans)]))
  return {
    timeZone: calendar.timeZone,
    weekly: week,
    exceptions: days,
    lastException: Math.max(-Infinity, ...days.keys()),
    opensWeekly: week.some((spans) => spans.length > 0),
  }
}

/** The open times that begin on these dates, ascending, where they meet or overlap as one. */
export function openTimes(plan: DayPlan, firstDay: number, lastDay: number): { starts: number[]; ends: number[] } {
  const table = zoneTable(plan.timeZone, (firstDay - 3) * DAY, (lastDay + 5) * DAY)
  const starts: number[] = []
  const ends: number[] = []
  for (let day = firstDay; day <= lastDay; day++) {
    for (const span of spansOf(plan, day)) addSpan({ starts, ends }, instantsOf(table, day, span))
  }
  return { starts, ends }
}

export function epochDay(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY
}

/** From Monday, 0, on; 1 January 1970 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

function instantsOf(table: ZoneTable, day: number, span: WallSpan): WallSpan {
  return { start: instantOfWall(table, day * DAY + span.start), end: instantOfWall(table, day * DAY + span.end) }
}

function spansOf(plan: DayPlan, day: number): readonly WallSpan[] {
  return plan.exceptions.get(day) ?? plan.weekly[weekdayOf(day)] ?? []
}

/** A skipped hour may turn a span around (its start moves past its end): then it is not open at all. */
function addSpan({ starts, ends }: { starts: number[]; ends: number[] }, { start, end }: WallSpan): void {
  if (end <= start) return
  let from = start
  let to = end
  // Almost always appends; over midnight, and around clock changes, a span can reach back into earlier ones.
  const later: WallSpan[] = []
  for (;;) {
    const lastStart = starts.at(-1)
    const lastEnd = ends.at(-1)
    if (lastStart === undefined || lastEnd === undefined || lastEnd < from) break
    starts.pop()
    ends.pop()
    if (lastStart > to) {
      later.push({ start: lastStart, end: lastEnd })
    } else {
      from = Math.min(from, lastStart)
      to = Math.max(to, lastEnd)
    }
  }
  starts.push(from)
  ends.push(to)
  for (const span of later.toReversed()) {
    starts.push(span.start)
    ends.push(span.end)
  }
}

function wallSpans(spans: readonly Span[]): WallSpan[] {
  return spans
    .map(([from, to]) => {
      const start = sinceMidnight(from)
      const end = sinceMidnight(to)
      return { start, end: end > start ? end : end + DAY }
    })
    .toSorted((one, other) => one.start - other.start)
}

/** Milliseconds on the wall: `09:30` and the like. */
export function sinceMidnight(wall: string): number {
  return Number(wall.slice(0, 2)) * 3_600_000 + Number(wall.slice(3)) * 60_000
}
