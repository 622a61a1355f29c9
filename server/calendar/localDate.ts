import { instantOfWall, wallOfInstant, zoneTable } from './zone.ts'
import { DAY } from './seconds.ts'

/** One local date of a zone as a stretch of the time line: [start, end). */
export type LocalDay = { date: string; start: number; end: number }

/**
 * Where clocks go back over midnight the wall shows a date twice; work never goes back to a day that is over, so that days
 * follow each other without gaps and overlaps.
 */
export function localDayOf(timeZone: string, instant: number): LocalDay {
  const table = zoneTable(timeZone, instant - 3 * DAY, instant + 3 * DAY)
  const startOf = (day: number) => instantOfWall(table, day * DAY)
  let day = Math.floor(wallOfInstant(table, instant) / DAY)
  while (startOf(day + 1) <= instant) day += 1
  return { date: new Date(day * DAY).toISOString().slice(0, 10), start: startOf(day), end: startOf(day + 1) }
}
