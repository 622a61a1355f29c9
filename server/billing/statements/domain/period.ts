import { startOfLocalDay } from '#server/calendar/localDay.ts'
import { DAY } from '#server/calendar/seconds.ts'

/** From the beginning of the first of these dates to the end of the last one, on the clock of this zone. */
export function periodOf({ from, to }: { from: string; to: string }, timeZone: string): { start: Date; end: Date } {
  return { start: startOfLocalDay(timeZone, dayOf(from)), end: startOfLocalDay(timeZone, dayOf(to) + 1) }
}

function dayOf(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY)
}
