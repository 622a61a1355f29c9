import { Temporal } from 'temporal-polyfill'
import { DAY } from '#server/calendar/seconds.ts'

/** How long a package lives: days of exactly 24 hours, or calendar months of the desk's zone (Q12). */
export type Validity = { unit: 'days' | 'months'; count: number }

/**
 * Months end at the same local date and time of day, clamped at the end of a shorter month; a time of day that clock changes
 * skip is shifted forward, of one that they repeat the first counts.
 */
export function endOf({ unit, count }: Validity, starts: Date, timeZone: string): Date {
  if (unit === 'days') return new Date(starts.getTime() + count * DAY)
  const local = Temporal.Instant.fromEpochMilliseconds(starts.getTime()).toZonedDateTimeISO(timeZone)
  return new Date(local.add({ months: count }).epochMilliseconds)
}
