import { DAY } from './seconds.ts'
import { instantOfWall, wallOfInstant, zoneTable } from './zone.ts'

/** Local dates are whole days since 1970, so that the next one is one more. */
export function localDayOf(timeZone: string, at: Date): number {
  return Math.floor(wallOf(timeZone, at) / DAY)
}

/** Milliseconds on the wall since the local date began. */
export function timeOfDay(timeZone: string, at: Date): number {
  const wall = wallOf(timeZone, at)
  return wall - Math.floor(wall / DAY) * DAY
}

/** Also where the one before ends: 24:00 of a date is 0:00 of the next. */
export function startOfLocalDay(timeZone: string, day: number): Date {
  const wall = day * DAY
  return new Date(instantOfWall(zoneTable(timeZone, wall - 2 * DAY, wall + 2 * DAY), wall))
}

function wallOf(timeZone: string, at: Date): number {
  const instant = at.getTime()
  return wallOfInstant(zoneTable(timeZone, instant, instant), instant)
}
