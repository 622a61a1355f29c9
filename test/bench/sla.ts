import dayjs from 'dayjs'
import dayjsBusinessTime from 'dayjs-business-time'
import { Temporal } from 'temporal-polyfill'
import { type Calendar, prepareCalendar, type Span } from '#server/calendar/calendar.ts'
import { type Clock, startClock } from '#server/sla/domain/clock.ts'
import { dueOf } from '#server/sla/domain/due.ts'
import type { Promised } from '#server/sla/domain/targets.ts'
import { round, type Figures } from './figures.ts'

const hours: Span[] = [
  ['09:00', '13:00'],
  ['14:00', '18:00'],
]
const daysOff = ['01-01', '01-02', '01-05', '01-06', '01-07', '03-08', '05-01', '05-09', '06-28', '08-24', '12-25']
const firstYear = 2021
const yearCount = 10
const office: Calendar = {
  timeZone: 'Europe/Kyiv',
  weekly: { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: [], 7: [] },
  exceptions: Object.fromEntries(
    Array.from({ length: yearCount }).flatMap((_year, i) => daysOff.map((day) => [`${firstYear + i}-${day}`, []])),
  ),
}
const years = { from: new Date(Date.UTC(firstYear, 0)), to: new Date(Date.UTC(firstYear + yearCount, 0)) }
const minutes = 240
const promised: Promised = {
  subject: { category: null, priority: null, plans: [], coupon: false },
  targets: { firstReaction: null, nextReaction: null, resolution: { by: 'time', minutes, calendar: 'office' } },
}
const runs = 15

/**
 * Deadlines four working hours away, found on one core for clocks that start at random over ten years of a calendar with a
 * lunch break and days off: as pages, alarms and evidence ask for them, by walking the dates with the same zone library, and
 * by the package dayjs-business-time 1.0.4, which knows no zones and so is asked in the machine's own. The best of several
 * runs each: whatever else the machine does can only slow a run down.
 */
export function benchSla(): Promise<Figures> {
  prepareCalendar(office, years)
  const starts = randomStarts(200_000)
  const few = starts.slice(0, 2_000)
  const clocks = Array.from(starts, (start) => startClock('resolution', promised, new Date(start)))
  refuseDifferences(clocks, few)

  usePackage()
  console.log('packagePerSecond: dayjs-business-time 1.0.4 on dayjs 1.11.23')
  const deadlinesPerSecond = perSecond(clocks.length, () => clocks.map(deadlineOf))
  const dayWalkingPerSecond = perSecond(few.length, () => few.map((start) => byWalkingDays(start)))
  const packagePerSecond = perSecond(few.length, () => few.map((start) => byPackage(start)))
  return Promise.resolve({
    deadlinesPerSecond: round(deadlinesPerSecond, 0),
    dayWalkingPerSecond: round(dayWalkingPerSecond, 0),
    packagePerSecond: round(packagePerSecond, 0),
    timesDayWalking: round(deadlinesPerSecond / dayWalkingPerSecond, 0),
    timesPackage: round(deadlinesPerSecond / packagePerSecond, 0),
  })
}

function deadlineOf(clock: Clock): number {
  const [promise] = clock.promises
  const due = promise === undefined ? null : dueOf(clock, promise, { office })
  return due?.at?.getTime() ?? Number.NaN
}

/** One start after another, the way it is written when nobody thinks of speed. */
function byWalkingDays(start: number): number {
  const { timeZone, weekly, exceptions } = office
  const week = [weekly[1], weekly[2], weekly[3], weekly[4], weekly[5], weekly[6], weekly[7]]
  let left = minutes * 60_000
  let date = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(timeZone).toPlainDate()
  for (;;) {
    for (const [from, to] of exceptions[date.toString()] ?? week[date.dayOfWeek - 1] ?? []) {
      const opens = Math.max(start, instantOf(date, from))
      const closes = instantOf(date, to)
      if (closes > opens && closes - opens >= left) return opens + left
      left -= Math.max(0, closes - opens)
    }
    date = date.add({ days: 1 })
  }
}

function instantOf(date: Temporal.PlainDate, wall: string): number {
  return date.toZonedDateTime({ timeZone: office.timeZone, plainTime: Temporal.PlainTime.from(wall) }).epochMilliseconds
}

function byPackage(start: number): number {
  return dayjs(start).addBusinessMinutes(minutes).valueOf()
}

function usePackage(): void {
  dayjs.extend(dayjsBusinessTime)
  const day = hours.map(([start, end]) => ({ start: `${start}:00`, end: `${end}:00` }))
  const workdays = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day }
  dayjs.setBusinessTime({ ...workdays, saturday: null, sunday: null })
  dayjs.setHolidays(Object.keys(office.exceptions))
}

/** Fast and wrong would be no figure at all. */
function refuseDifferences(clocks: readonly Clock[], starts: Float64Array): void {
  for (const [index, start] of starts.entries()) {
    const clock = clocks[index]
    if (clock === undefined || deadlineOf(clock) !== byWalkingDays(start))
      throw new Error(`They differ from ${new Date(start).toISOString()} on`)
  }
}

/** The same in every run. */
function randomStarts(count: number): Float64Array {
  const from = years.from.getTime()
  const width = years.to.getTime() - from - 30 * 86_400_000
  let seed = 20_261_122
  return new Float64Array(count).map(() => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return from + Math.floor((seed / 2 ** 32) * width)
  })
}

function perSecond(count: number, run: () => unknown): number {
  const rates = Array.from({ length: runs }, () => {
    const startedAt = performance.now()
    run()
    return (count / (performance.now() - startedAt)) * 1000
  })
  return Math.max(...rates)
}
