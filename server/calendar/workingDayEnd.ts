import { nextClosing, nextOpening, type PreparedCalendar } from './calendar.ts'
import { countUpTo } from './zone.ts'
import { localDayOf } from './localDate.ts'

/**
 * The end of the working day in which this instant lies, else of the next one. Null if the calendar never closes, or not any more. Hours that
 * begin on one local date are one working day: a break is not its end, and hours over midnight belong to the evening.
 */
export function workingDayEnds(calendar: PreparedCalendar, at: Date): Date | null {
  const opened = openedAt(calendar, at)
  let closes = nextClosing(calendar, at)
  if (opened === null) return null
  const { date } = localDayOf(calendar.plan.timeZone, opened)
  while (closes !== null) {
    const opens = nextOpening(calendar, closes)
    if (opens === null || localDayOf(calendar.plan.timeZone, opens.getTime()).date !== date) return closes
    closes = nextClosing(calendar, opens)
  }
  return null
}

/** When the open time around this instant began, else when the next one begins. */
function openedAt(calendar: PreparedCalendar, at: Date): number | null {
  const opening = nextOpening(calendar, at)
  if (opening === null || opening.getTime() > at.getTime()) return opening?.getTime() ?? null
  return calendar.starts[countUpTo(calendar.starts, at.getTime()) - 1] ?? null
}
