import { Refusal } from '#server/platform/refusal.ts'
import { cannotMove } from './moves.ts'
import type { Ticket } from './ticketState.ts'

/** T1: what cannot be opened again any more goes on in a new ticket, which is linked with it. A duplicate goes on where it was merged. */
export function refuseUnlessOver(ticket: Ticket, at: Date): void {
  if (ticket.lock !== null) throw new Refusal('ticket_locked')
  if (ticket.status !== 'closed' || ticket.mergedInto !== null) throw cannotMove(ticket, 'queued')
  if (at.getTime() <= ticket.reopenUntil.getTime()) {
    throw new Refusal('reopen_instead', { until: ticket.reopenUntil.toISOString() })
  }
}

export function isOver(ticket: Ticket, at: Date): boolean {
  const canGoOn = ticket.status === 'closed' && ticket.mergedInto === null && ticket.lock === null
  return canGoOn && at.getTime() > ticket.reopenUntil.getTime()
}
