import type { Calendar, Span } from '#contract/calendar/types.ts'
import { dayOfDate, nationalDay, type NationalTerms } from './nationalDays.ts'
import { officialVersion } from './officialYears.ts'
import { DAY, MINUTE } from './seconds.ts'
import { instantOfWall, type ZoneTable, zoneTable } from './zone.ts'

/** Working hours that go by the days of a country (S1). What measures time alone, an exported clock, names none. */
export type NationalCalendar = Calendar & {
  country?: string | null
  hourLessOnShortenedDays?: boolean
  /** By which version of the official years; the newest where it says nothing. */
  officialVersion?: number
}

/** The weekly hours and exceptions as milliseconds after the date's midnight on the wall. */
export type DayPlan = {
  timeZone: string
  national: (NationalTerms & { isHourLess: boolean }) | null
  /** From Monday on. */
  weekly: readonly WallSpan[][]
  exceptions: ReadonlyMap<number, WallSpan[]>
  lastException: number
  opensWeekly: boolean
}

export type WallSpan = { start: number; end: number }

export function planDays(calendar: NationalCalendar): DayPlan {
  const { weekly, exceptions, country = null, officialVersion: version = officialVersion } = calendar
  const week = [weekly[1], weekly[2], weekly[3], weekly[4], weekly[5], weekly[6], weekly[7]].map(wallSpans)
  const days = new Map(Object.entries(exceptions).map(([date, spans]) => [dayOfDate(date), wallSpans(spans)]))
  return {
    timeZone: calendar.timeZone,
    national: country === null ? null : { country, version, isHourLess: calendar.hourLessOnShortenedDays ?? false },
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

/** From Monday, 0, on; 1 January 1970 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

function instantsOf(table: ZoneTable, day: number, span: WallSpan): WallSpan {
  return { start: instantOfWall(table, day * DAY + span.start), end: instantOfWall(table, day * DAY + span.end) }
}

/** When a date is worked: as the desk itself says, else as the country does, else as its weekday. */
export function spansOf(plan: DayPlan, day: number): readonly WallSpan[] {
  const own = plan.exceptions.get(day)
  if (own !== undefined) return own
  const usual = plan.weekly[weekdayOf(day)] ?? []
  const national = plan.national === null ? undefined : nationalDay(plan.national, day)
  if (plan.national === null || national === undefined) return usual
  const { isHourLess } = plan.national
  switch (national.kind) {
    case 'off':
      return []
    case 'shortened':
      return isHourLess ? withoutLastHour(usual) : usual
    case 'worked': {
      const moved = plan.weekly[weekdayOf(national.insteadOf)] ?? []
      const spans = moved.length > 0 ? moved : usual
      return national.isShortened && isHourLess ? withoutLastHour(spans) : spans
    }
  }
}

/** Whether a date has the hours of its weekday. */
export function isUsual(plan: DayPlan, day: number): boolean {
  return JSON.stringify(spansOf(plan, day)) === JSON.stringify(plan.weekly[weekdayOf(day)] ?? [])
}

/** The last hour of work, and not of the clock: what is left of it is taken from the hours before a break. */
function withoutLastHour(spans: readonly WallSpan[]): WallSpan[] {
  let left = 60 * MINUTE
  return spans
    .toReversed()
    .flatMap(({ start, end }) => {
      const taken = Math.min(left, end - start)
      left -= taken
      return end - taken > start ? [{ start, end: end - taken }] : []
    })
    .toReversed()
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
