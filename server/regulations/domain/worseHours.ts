import type { Regulation } from '#contract/regulations/document.types.ts'
import { levels, type Level } from '#contract/connections/types.ts'
import type { RegulationChange } from '#contract/regulations/types.ts'
import { sinceMidnight } from '#server/calendar/spans.ts'
import { noMore, same, supersetOf, type Both, type Worse } from './worseParts.ts'

type RegulationCalendar = Regulation['calendars'][string]
type Spans = readonly (readonly [string, string])[]

/**
 * Whether the hours under the second name hold all those under the first: every weekday and every date that either has an exception
 * for; around the clock holds everything. Another zone, and whatever else differs of two calendars, cannot be compared.
 */
export function calendarIsFuller(before: string, after: string, both: Both): boolean {
  const [one, other] = [both.before.calendars[before], both.after.calendars[after]]
  return one !== undefined && other !== undefined && isFuller(one, other)
}

function isFuller(before: RegulationCalendar, after: RegulationCalendar): boolean {
  if (isAlwaysOpen(after)) return true
  const { weekly, exceptions, hourLessOnShortenedDays, ...rest } = before
  const { weekly: weeklyNow, exceptions: exceptionsNow, hourLessOnShortenedDays: isHourLessNow, ...restNow } = after
  // Of another country, or of none, other days are worked: also Saturdays to which work was transferred.
  const isComparable = JSON.stringify(rest) === JSON.stringify(restNow) && (hourLessOnShortenedDays || !isHourLessNow)
  if (!isComparable) return false
  const isWeekFuller = covers(weekOf(weeklyNow, [-1, 0, 1]), weekOf(weekly, [0]))
  const dates = [...Object.keys(exceptions), ...Object.keys(exceptionsNow)]
  return isWeekFuller && dates.every((date) => holds(leastOn(after, date), mostOn(before, date)))
}

/** Then nothing else of it matters. */
function isAlwaysOpen({ weekly, exceptions, country }: RegulationCalendar): boolean {
  const isEveryDate = Object.values(exceptions).every((spans) => holds(spans, wholeDay))
  return country === null && isEveryDate && weekdays.every((day) => holds(weekly[day], wholeDay))
}

const wholeDay: Spans = [['00:00', '24:00']]
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** What is surely worked on a date: a country may have a day off there that the desk says nothing of. */
function leastOn(calendar: RegulationCalendar, date: string): Spans {
  return exceptionOn(calendar, date) ?? (calendar.country === null ? weeklyOn(calendar, date) : [])
}

/** What is worked there at the most: a country may have transferred the work of another weekday to it. */
function mostOn(calendar: RegulationCalendar, date: string): Spans {
  const { country, weekly } = calendar
  const known = exceptionOn(calendar, date)
  return known ?? (country === null ? weeklyOn(calendar, date) : weekdays.flatMap((day) => weekly[day]))
}

function exceptionOn({ exceptions }: RegulationCalendar, date: string): Spans | undefined {
  return Object.hasOwn(exceptions, date) ? exceptions[date] : undefined
}

function weeklyOn({ weekly }: RegulationCalendar, date: string): Spans {
  const sunday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekly[weekdays[(sunday + 6) % 7] ?? 1]
}

/** Both are the wall times of one date; what goes over midnight counts on from it. */
function holds(wider: Spans, narrower: Spans): boolean {
  return covers(onDay(wider, 0), onDay(narrower, 0))
}

type Times = [from: number, to: number][]

/** A week of hours from its Monday on, and the same of weeks around it, for what goes over Sunday's midnight. */
function weekOf(weekly: RegulationCalendar['weekly'], weeks: readonly number[]): Times {
  return weeks.flatMap((week) => weekdays.flatMap((day) => onDay(weekly[day], week * 7 + day - 1)))
}

function onDay(spans: Spans, day: number): Times {
  return spans.map(([from, to]) => {
    const [start, end] = [sinceMidnight(from), sinceMidnight(to)]
    return [day * dayLong + start, day * dayLong + (end > start ? end : end + dayLong)]
  })
}

function covers(wider: Times, narrower: Times): boolean {
  const open = joined(wider)
  return joined(narrower).every(([from, to]) => open.some(([opens, closes]) => opens <= from && to <= closes))
}

function joined(all: Times): Times {
  const merged: Times = []
  for (const [from, to] of all.toSorted(([one], [other]) => one - other)) {
    const last = merged.at(-1)
    if (last !== undefined && last[1] >= from) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

const dayLong = sinceMidnight('24:00')

/** The calendar that a part names: another name, or fewer hours under the same one. */
export const worseCalendar: Worse<string> = (place, before, after, both) => {
  if (calendarIsFuller(before, after, both)) return []
  return before === after ? hoursOfCalendar(before, both) : same(place, before, after)
}

export function hoursOfCalendar(name: string, { before, after }: Both): RegulationChange[] {
  return same(`calendars.${name}`, before.calendars[name], after.calendars[name])
}

/** Whom people answer, and when: tariff by tariff, also where one version tells tariffs apart and the other does not. */
export const worsePeople: Worse<Regulation['people']> = (place, before, after, both) => {
  const isWorse = levels.some((level) => {
    const [then, now] = [calendarFor(before, level), calendarFor(after, level)]
    return then !== null && (now === null || !calendarIsFuller(then, now, both))
  })
  if (!isWorse) return []
  const names = same(place, before, after)
  if (names.length > 0) return names
  // They are called the same, and the hours under them are not.
  return [...new Set(levels.flatMap((level) => calendarFor(before, level) ?? []))].flatMap((name) =>
    hoursOfCalendar(name, both),
  )
}

function calendarFor(people: Regulation['people'], level: Level): string | null {
  return people.by === 'everybody' ? people.calendar : people.calendars[level]
}

export const worseOnDuty: Worse<Regulation['onDuty']> = (place, before, after, both) => {
  if (before === null) return []
  if (after === null) return same(place, before, after)
  return [
    ...supersetOf(`${place}.levels`, before.levels, after.levels, both),
    ...noMore(`${place}.afterMinutes`, before.afterMinutes, after.afterMinutes, both),
  ]
}

/** When a channel takes requests; without a row it does while people answer, which cannot be compared with hours of its own. */
export const worseAccepted: Worse<Regulation['channels']['accepted']> = (place, before, after, both) => {
  const channels = [...new Set([...before, ...after].flatMap((row) => row.channels))]
  const isWorse = channels.some((channel) => {
    const [then, now] = [before, after].map((rows) => rows.find((row) => row.channels.includes(channel))?.calendar)
    return then === undefined || now === undefined ? then !== now : !calendarIsFuller(then, now, both)
  })
  if (!isWorse) return []
  const rows = same(place, before, after)
  return rows.length > 0 ? rows : before.flatMap(({ calendar }) => hoursOfCalendar(calendar, both))
}
