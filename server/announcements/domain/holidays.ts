import type { Audience } from '#contract/announcements/types.ts'
import type { Span } from '#contract/calendar/types.ts'
import { levels as allLevels, type Level } from '#contract/connections/types.ts'
import { whereComputable } from '#server/calendar/calendar.ts'
import { hoursOf } from '#server/calendar/calendarYear.ts'
import { localDayOf, startOfLocalDay } from '#server/calendar/localDay.ts'
import { dateOfDay, isFinalYear } from '#server/calendar/nationalDays.ts'
import { later } from '#server/calendar/seconds.ts'
import { isUsual, planDays, spansOf, type DayPlan, type NationalCalendar } from '#server/calendar/spans.ts'

/** D3: a holiday is proposed so many local dates before it begins. */
export const daysAhead = 14
/** Days off between two days that are not as usual join them, as a weekend does; a week of nothing is no weekend. */
const longestPause = 6
/** It bounds the walk: a calendar of nothing but exceptions has no usual day at which a run ends. */
const longestRun = 366

/** A calendar by which people answer, and the tariffs that it is promised to. */
export type Promised = { levels: readonly Level[]; calendar: NationalCalendar }

/** Local dates in a row that are not as their weekdays, with the days off between them. */
export type Holiday = {
  /** To whom these hours are promised, as the product orders tariffs; none: to everybody. */
  levels: Level[]
  timeZone: string
  /** Ascending, without a gap, one at least. */
  days: { date: string; hours: Span[] }[]
  /** From the beginning of the first local date to the end of the last one. */
  startsAt: Date
  endsAt: Date
}

/** What is announced of working hours. */
export type AnnouncedHours = { startsAt: Date; until: Date | null; audience: Audience }

/**
 * D3: the days to come, and those under way, on which people do not work as usual, by each calendar's own clock. Calendars that agree
 * are one. What is not published yet, or cannot be computed, is none.
 */
export function holidaysAhead(promised: readonly Promised[], at: Date): Holiday[] {
  const found = promised.flatMap(({ levels, calendar }) =>
    (whereComputable(() => holidaysOf(calendar, at)) ?? []).map((days) => ({ ...days, levels })),
  )
  const alike = Map.groupBy(found, ({ timeZone, days }) => JSON.stringify([timeZone, days]))
  return [...alike.values()]
    .flatMap(([first, ...others]) => {
      if (first === undefined) return []
      return [{ ...first, levels: everybodyOr([first, ...others].flatMap(({ levels }) => levels)) }]
    })
    .toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
}

/** Whether everybody whom a holiday is promised to is told of all of its days that are not over. */
export function isAnnounced(
  { startsAt, endsAt, levels }: Pick<Holiday, 'startsAt' | 'endsAt' | 'levels'>,
  announced: readonly AnnouncedHours[],
  at: Date,
): boolean {
  return announced.some(({ startsAt: from, until, audience }) => {
    const isInTime = from <= later(startsAt, at) && (until === null || until >= endsAt)
    return isInTime && reaches(audience, levels)
  })
}

function reaches({ levels: reached, ...others }: Audience, levels: readonly Level[]): boolean {
  if (Object.values(others).some((narrowing) => narrowing.length > 0)) return false
  if (reached.length === 0) return true
  return (levels.length === 0 ? allLevels : levels).every((level) => reached.includes(level))
}

function holidaysOf(calendar: NationalCalendar, at: Date): Omit<Holiday, 'levels'>[] {
  const plan = planDays(calendar)
  const today = localDayOf(plan.timeZone, at)
  const runs: Run[] = []
  for (let day = today; day <= today + daysAhead; day++) {
    if (isUsual(plan, day)) continue
    const run = { first: edgeOf(plan, day, -1), last: edgeOf(plan, day, 1) }
    runs.push(run)
    day = run.last
  }
  return runs.filter((run) => isPublished(plan, run)).map((run) => laidOut(plan, run))
}

/** Local dates as days since 1970. */
type Run = { first: number; last: number }

/** How far a run goes that this day is in. */
function edgeOf(plan: DayPlan, day: number, step: 1 | -1): number {
  let edge = day
  while (Math.abs(edge - day) < longestRun) {
    const next = nextUnusual(plan, edge, step)
    if (next === null) break
    edge = next
  }
  return edge
}

/** The next day that is not as usual, over days off; null where people work before it as they do every week. */
function nextUnusual(plan: DayPlan, day: number, step: 1 | -1): number | null {
  for (let distance = 1; distance <= longestPause + 1; distance++) {
    const next = day + step * distance
    if (!isUsual(plan, next)) return next
    if (spansOf(plan, next).length > 0) return null
  }
  return null
}

/** What the desk itself has said is known; of its country's days those of years that nobody changes any more. */
function isPublished({ national, exceptions }: DayPlan, { first, last }: Run): boolean {
  if (national === null) return true
  const { country, version } = national
  return daysOf({ first, last }).every(
    (day) => exceptions.has(day) || isFinalYear(country, Number(dateOfDay(day).slice(0, 4)), version),
  )
}

function laidOut(plan: DayPlan, { first, last }: Run): Omit<Holiday, 'levels'> {
  const { timeZone } = plan
  return {
    timeZone,
    days: daysOf({ first, last }).map((day) => ({ date: dateOfDay(day), hours: hoursOf(plan, day) })),
    startsAt: startOfLocalDay(timeZone, first),
    endsAt: startOfLocalDay(timeZone, last + 1),
  }
}

function daysOf({ first, last }: Run): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

function everybodyOr(some: readonly Level[]): Level[] {
  const named = allLevels.filter((level) => some.includes(level))
  return named.length === allLevels.length ? [] : named
}
