import { Temporal } from 'temporal-polyfill'
import type { Calendar } from '#server/calendar/calendar.ts'

type OpenTime = { start: number; end: number }

/**
 * The rules of a calendar said again in the slowest and plainest way: walk the local dates, ask Temporal for both ends of each
 * span, add up. Knows nothing of how the product does it.
 */
export function obviousWorkingMilliseconds(calendar: Calendar, start: number, end: number): number {
  return openTimesBetween(calendar, start, end).reduce((sum, open) => sum + open.end - open.start, 0)
}

/** Null if the time has not passed within so many days. */
export function obviousInstantAfter(calendar: Calendar, start: number, milliseconds: number, days = 14): number | null {
  if (milliseconds === 0) return start
  let left = milliseconds
  for (const open of openTimesBetween(calendar, start, start + days * 86_400_000)) {
    if (open.end - open.start >= left) return open.start + left
    left -= open.end - open.start
  }
  return null
}

function openTimesBetween(calendar: Calendar, start: number, end: number): OpenTime[] {
  const { timeZone } = calendar
  const first = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(timeZone).toPlainDate()
  const last = Temporal.Instant.fromEpochMilliseconds(end).toZonedDateTimeISO(timeZone).toPlainDate().add({ days: 3 })
  const found: OpenTime[] = []
  for (
    let date = first.subtract({ days: 3 });
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  ) {
    for (const [from, to] of spansOf(calendar, date)) {
      const endDate = to !== '24:00' && to > from ? date : date.add({ days: 1 })
      const open = { start: instantOf(date, from, timeZone), end: instantOf(endDate, to, timeZone) }
      if (open.end > open.start) found.push(open)
    }
  }
  return withoutOverlaps(found)
    .map((open) => ({ start: Math.max(open.start, start), end: Math.min(open.end, end) }))
    .filter((open) => open.end > open.start)
}

function withoutOverlaps(open: OpenTime[]): OpenTime[] {
  const apart: OpenTime[] = []
  let latest = -Infinity
  for (const { start, end } of open.toSorted((one, other) => one.start - other.start)) {
    if (end > latest) apart.push({ start: Math.max(start, latest), end })
    latest = Math.max(latest, end)
  }
  return apart
}

function spansOf(calendar: Calendar, date: Temporal.PlainDate): Calendar['weekly'][1] {
  const { weekly } = calendar
  const week = [weekly[1], weekly[2], weekly[3], weekly[4], weekly[5], weekly[6], weekly[7]]
  return calendar.exceptions[date.toString()] ?? week[date.dayOfWeek - 1] ?? []
}

function instantOf(date: Temporal.PlainDate, wall: string, timeZone: string): number {
  const plainTime = Temporal.PlainTime.from(wall === '24:00' ? '00:00' : wall)
  return date.toPlainDateTime(plainTime).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds
}
