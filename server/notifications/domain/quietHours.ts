import type { QuietHours } from '#contract/notifications/choices.types.ts'
import { localDayOf, timeOfDay } from '#server/calendar/localDay.ts'
import { DAY } from '#server/calendar/seconds.ts'
import { instantOfWall, knownZone, zoneTable } from '#server/calendar/zone.ts'

const minute = 60_000

/**
 * When the quiet that a person has now ends; null where nothing is quiet. An end that the clock change skips is at the change, of one
 * that it repeats the first that is still to come counts.
 */
export function quietEnd(at: Date, quiet: QuietHours | null, timeZone: string | null): Date | null {
  if (quiet === null || quiet.from === quiet.until) return null
  const zone = knownZone(timeZone ?? undefined)
  const wall = timeOfDay(zone, at)
  const [from, until] = [quiet.from * minute, quiet.until * minute]
  const isOverMidnight = from > until
  const isQuiet = isOverMidnight ? wall >= from || wall < until : wall >= from && wall < until
  if (!isQuiet) return null
  const endsTomorrow = isOverMidnight && wall >= from
  const day = localDayOf(zone, at) + (endsTomorrow ? 1 : 0)
  const endWall = day * DAY + until
  const end = instantOfWall(zoneTable(zone, endWall - 2 * DAY, endWall + 2 * DAY), endWall)
  return end > at.getTime() ? new Date(end) : new Date(at.getTime() + until - wall)
}
