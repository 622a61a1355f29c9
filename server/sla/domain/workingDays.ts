import { Refusal } from '#server/platform/refusal.ts'
import { instantAfter, nextOpening, type PreparedCalendar, workingSecondsBetween } from './calendar.ts'
import { DAY } from './spans.ts'
import { instantOfWall, wallOfInstant, zoneTable } from './zone.ts'

/**
 * The close of business of the n-th working day after the local date of this instant: the rest of that date itself never
 * counts, so that what is resolved in the evening is not closed a few minutes too early.
 */
export function endOfWorkingDayAfter(prepared: PreparedCalendar, at: Date, days: number): Date {
  let day = localDayOf(prepared, at)
  for (let i = 0; i < days; i++) {
    const opening = nextOpening(prepared, startOfDay(prepared, day + 1))
    if (opening === null) throw new Refusal('calendar_never_opens')
    day = localDayOf(prepared, opening)
  }
  const start = startOfDay(prepared, day)
  return instantAfter(prepared, start, workingSecondsBetween(prepared, start, startOfDay(prepared, day + 1)))
}

function localDayOf(prepared: PreparedCalendar, at: Date): number {
  const instant = at.getTime()
  return Math.floor(wallOfInstant(zoneTable(prepared.plan.timeZone, instant, instant), instant) / DAY)
}

function startOfDay(prepared: PreparedCalendar, day: number): Date {
  const wall = day * DAY
  return new Date(instantOfWall(zoneTable(prepared.plan.timeZone, wall - 2 * DAY, wall + 2 * DAY), wall))
}
