import { startOfLocalDay } from '#server/calendar/localDay.ts'
import { DAY } from '#server/calendar/seconds.ts'

/** From the beginning of the local date of the purchase to the end of `lastDay`; `endsAt` is the first instant that is out. */
export type CouponTerm = { startsAt: Date; endsAt: Date; lastDay: string }

/**
 * T10: valid from the purchase to the same local date so many years later, that day included, by the desk's clock. Bought on
 * 29 February it ends with February of a year that has no such day.
 * @param purchasedOn a local date, as `2026-03-14`
 */
export function couponTerm(purchasedOn: string, years: number, timeZone: string): CouponTerm {
  const lastDay = sameDateLater(purchasedOn, years)
  return {
    startsAt: startOfLocalDay(timeZone, dayNumber(purchasedOn)),
    endsAt: startOfLocalDay(timeZone, dayNumber(lastDay) + 1),
    lastDay,
  }
}

function sameDateLater(date: string, years: number): string {
  const year = Number(date.slice(0, 4)) + years
  const same = `${year}${date.slice(4)}`
  const isThere = new Date(`${same}T00:00:00Z`).toISOString().startsWith(same)
  return isThere ? same : `${year}-02-28`
}

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY
}
