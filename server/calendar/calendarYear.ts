import type { Calendar, CalendarDay, Span } from '#contract/calendar/types.ts'
import { dateOfDay, dayOfDate, isFinalYear, type NationalDay, nationalDay } from './nationalDays.ts'
import { localDayOf } from './localDay.ts'
import { officialThrough, officialVersion } from './officialYears.ts'
import { DAY, MINUTE } from './seconds.ts'
import { type DayPlan, type NationalCalendar, isUsual, planDays, spansOf, type WallSpan } from './spans.ts'

/** Every local date of a year as this calendar has it. */
export function calendarYear(calendar: NationalCalendar, year: number): CalendarDay[] {
  const plan = planDays(calendar)
  const first = dayOfDate(`${year}-01-01`)
  const count = dayOfDate(`${year + 1}-01-01`) - first
  return Array.from({ length: count }, (_, index) => calendarDay(plan, first + index))
}

/** The next dates that are not as their weekdays, from this one on; a holiday is one also on a Sunday. */
export function specialDays(calendar: NationalCalendar, { from, days }: { from: Date; days: number }): CalendarDay[] {
  const plan = planDays(calendar)
  const first = localDayOf(calendar.timeZone, from)
  return Array.from({ length: days }, (_, index) => calendarDay(plan, first + index)).filter(
    ({ date, kind, because }) => because !== null && (kind === 'off' || !isUsual(plan, dayOfDate(date))),
  )
}

/** Whether the days between two instants are settled: of a country that publishes its years, those that are published. */
export function isFinalUntil(calendar: NationalCalendar, from: Date, until: Date): boolean {
  const { country = null, officialVersion: version = officialVersion, timeZone } = calendar
  const yearOf = (at: Date) => Number(dateOfDay(localDayOf(timeZone, at)).slice(0, 4))
  for (let year = yearOf(from); year <= yearOf(until); year++) {
    if (!isFinalYear(country, year, version)) return false
  }
  return true
}

/**
 * The same hours between two instants with each day written out, for whoever counts them again without our knowledge of countries
 * (S5). `finalThrough`: until the end of that year its country's days were settled.
 */
export function writtenOut(
  calendar: NationalCalendar & { finalThrough?: number },
  from: Date,
  until: Date,
): Calendar & { finalThrough?: number } {
  const { timeZone, weekly, exceptions, country = null, officialVersion: version = officialVersion } = calendar
  const final = country === null ? calendar.finalThrough : officialThrough(country, version)
  const plan = planDays(calendar)
  const first = Math.floor(from.getTime() / DAY) - daysAround
  const days = country === null ? 0 : Math.floor(until.getTime() / DAY) + daysAround - first
  const national = Array.from({ length: days }, (_, index) => first + index).flatMap((day): [string, Span[]][] => {
    // A holiday on a Sunday is written out, too: a strip calls it by its name.
    const isOff = plan.national !== null && nationalDay(plan.national, day)?.kind === 'off'
    return isOff || !isUsual(plan, day) ? [[dateOfDay(day), hoursOf(plan, day)]] : []
  })
  const written = { timeZone, weekly, exceptions: { ...Object.fromEntries(national), ...exceptions } }
  return final === null || final === undefined ? written : { ...written, finalThrough: final }
}

/** When a date is worked, by the wall: an end that is not after its start lies on the next date. */
export function hoursOf(plan: DayPlan, day: number): Span[] {
  return spansOf(plan, day).map(toSpan)
}

/** Hours over midnight, and zones a day away. */
const daysAround = 8

function calendarDay(plan: DayPlan, day: number): CalendarDay {
  const hours = hoursOf(plan, day)
  const national = plan.national === null ? undefined : nationalDay(plan.national, day)
  const isOwn = plan.exceptions.has(day)
  const isShortened =
    !isOwn && (national?.kind === 'shortened' || (national?.kind === 'worked' && national.isShortened))
  const worked = isShortened ? 'shortened' : 'working'
  return {
    date: dateOfDay(day),
    kind: hours.length === 0 ? 'off' : worked,
    because: isOwn ? 'own' : reasonOf(national),
    hours,
  }
}

function reasonOf(national: NationalDay | undefined): CalendarDay['because'] {
  switch (national?.kind) {
    case undefined:
      return null
    case 'off':
      return national.because
    case 'worked':
      return 'worked'
    case 'shortened':
      return 'eve'
  }
}

function toSpan({ start, end }: WallSpan): Span {
  return [wallText(start), end === DAY ? '24:00' : wallText(end % DAY)]
}

function wallText(sinceMidnight: number): string {
  const minutes = Math.round(sinceMidnight / MINUTE)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
