import { Refusal } from '#server/platform/refusal.ts'
import { nextOpening, type PreparedCalendar } from './calendar.ts'
import { localDayOf, startOfLocalDay, timeOfDay } from './localDay.ts'
import { DAY } from './seconds.ts'
import { sinceMidnight, spansOf } from './spans.ts'

const farthestDays = 30 * 366

/**
 * 24:00 of the local date of this instant, of the next one where it is later than that wall time; a date that is not worked gives
 * way to the next one that is (S3). Refused where there is none within thirty years.
 */
export function endOfWorkedDay(prepared: PreparedCalendar, at: Date, nextDayAfter: string | null): Date {
  const { plan } = prepared
  const isLate = nextDayAfter !== null && timeOfDay(plan.timeZone, at) > sinceMidnight(nextDayAfter)
  let day = localDayOf(plan.timeZone, at) + (isLate ? 1 : 0)
  if (spansOf(plan, day).length === 0) {
    const opening = nextOpening(prepared, startOfLocalDay(plan.timeZone, day + 1))
    if (opening === null) throw new Refusal('calendar_never_opens')
    if (opening.getTime() - at.getTime() > farthestDays * DAY) throw new Refusal('deadline_too_far')
    day = localDayOf(plan.timeZone, opening)
  }
  return startOfLocalDay(plan.timeZone, day + 1)
}
