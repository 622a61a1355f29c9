import { instantAfter, whereComputable, workingSecondsBetween } from '#server/calendar/calendar.ts'
import { byDeskOrProduct } from './moves.ts'
import type { CommandOf, TicketTerms } from './ticketCommands.ts'
import type { TicketEvent } from './ticketEvents.ts'
import type { Ticket } from './ticketState.ts'

/** The switch locks whole desks at a time; locking what is locked for the same reason changes nothing (E3). */
export function decideLock(ticket: Ticket, command: CommandOf<'lock'>, at: Date): TicketEvent[] {
  if (ticket.lock?.reason === command.reason) return []
  return [{ type: 'ticket.locked', at, by: byDeskOrProduct(command), reason: command.reason }]
}

export function decideUnlock(
  ticket: Ticket,
  command: CommandOf<'unlock'>,
  at: Date,
  terms: TicketTerms,
): TicketEvent[] {
  if (ticket.lock === null) return []
  const closesAt = ticket.status === 'resolved' ? closesAfterLock(ticket.closesAt, ticket.lock.at, at, terms) : null
  return [{ type: 'ticket.unlocked', at, by: byDeskOrProduct(command), closesAt }]
}

/**
 * Automatic closing was paused: as much working time is left as there was when the lock came; as much time of any kind where the
 * calendar cannot say.
 */
function closesAfterLock(closesAt: Date, lockedAt: Date, at: Date, { calendar }: TicketTerms): Date {
  const found =
    calendar === null
      ? null
      : whereComputable(() => instantAfter(calendar, at, workingSecondsBetween(calendar, lockedAt, closesAt)))
  return found ?? new Date(at.getTime() + Math.max(0, closesAt.getTime() - lockedAt.getTime()))
}
