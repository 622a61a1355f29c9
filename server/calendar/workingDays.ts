import { Refusal } from '#server/platform/refusal.ts'
import { instantAfter, nextOpening, type PreparedCalendar, workingSecondsBetween } from './calendar.ts'
import { DAY } from './seconds.ts'
import { localDayOf, startOfLocalDay } from './localDay.ts'

const farthestDays = 30 * 366

/**
 * The close of business of the n-th working day after the local date of this instant: the rest of that date itself never
 * counts, so that what is resolved in the evening is not closed a few minutes too early. Refused where they do not come within
 * thirty years.
 */
export function endOfWorkingDayAfter(prepared: PreparedCalendar, at: Date, days: number): Date {
  const { timeZone } = prepared.plan
  let day = localDayOf(timeZone, at)
  for (let i = 0; i < days; i++) {
    const opening = nextOpening(prepared, startOfLocalDay(timeZone, day + 1))
    if (opening === null) throw new Refusal('calendar_never_opens')
    if (opening.getTime() - at.getTime() > farthestDays * DAY) throw new Refusal('deadline_too_far')
    day = localDayOf(timeZone, opening)
  }
  const start = startOfLocalDay(timeZone, day)
  return instantAfter(prepared, start, workingSecondsBetween(prepared, start, startOfLocalDay(timeZone, day + 1)))
}
