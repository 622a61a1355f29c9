import { startOfLocalDay } from './localDay.ts'
import { DAY } from './seconds.ts'
import { localDayOf } from './localDate.ts'

export type Month = { month: string; start: Date; end: Date }

/** The calendar month in which this instant lies on the clock of the zone, as `2026-11`. */
export function monthOf(timeZone: string, at: Date): string {
  return localDayOf(timeZone, at.getTime()).date.slice(0, 7)
}

export function monthAfter(month: string): string {
  return shifted(month, 1)
}

/** So many months before this one, the newest first. */
export function monthsBefore(month: string, count: number, timeZone: string): Month[] {
  return Array.from({ length: count }, (_, index) => {
    const [first, next] = [shifted(month, -1 - index), shifted(month, -index)]
    return { month: first, start: beginning(first, timeZone), end: beginning(next, timeZone) }
  })
}

function shifted(month: string, by: number): string {
  const first = new Date(`${month}-01T00:00:00Z`)
  first.setUTCMonth(first.getUTCMonth() + by)
  return first.toISOString().slice(0, 7)
}

function beginning(month: string, timeZone: string): Date {
  return startOfLocalDay(timeZone, Date.parse(`${month}-01T00:00:00Z`) / DAY)
}
