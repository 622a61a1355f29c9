import type { Regulation } from '#contract/regulations/document.types.ts'
import { prepareCalendar, whereComputable } from '#server/calendar/calendar.ts'
import { calendarOf } from '#server/regulations/domain/document.ts'
import type { TicketTerms } from './ticketCommands.ts'

export function ticketTerms(regulation: Regulation): TicketTerms {
  const { calendar, afterWorkingDays, reopenDays } = regulation.closing
  return {
    calendar: whereComputable(() => prepareCalendar(calendarOf(regulation, calendar))),
    closeAfterWorkingDays: afterWorkingDays,
    reopenDays,
    silenceHours: regulation.assistant.silenceHours,
    reasons: regulation.reasons,
  }
}
