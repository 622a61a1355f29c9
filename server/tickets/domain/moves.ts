import type { TicketStatus } from '#contract/tickets/types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { WrittenMessage } from './ticketCommands.ts'
import type { Author, MoveCause, TicketEvent } from './ticketEvents.ts'
import type { Place, Ticket } from './ticketState.ts'

/** What dates and rules do by themselves. */
export const product: Author = { side: 'system', personId: null }

export function byClient(command: { by: string }): Author {
  return { side: 'client', personId: command.by }
}

export function byDesk(command: { by: string }): Author {
  return { side: 'desk', personId: command.by }
}

export function byDeskOrProduct(command: { by: string | null }): Author {
  return command.by === null ? product : { side: 'desk', personId: command.by }
}

export function moved(ticket: Ticket, cause: MoveCause, to: Place, happened: { at: Date; by: Author }): TicketEvent {
  return { type: 'ticket.moved', ...happened, from: ticket.status, to, cause }
}

export function publicMessage(messageId: string, happened: { at: Date; by: Author }): TicketEvent {
  return { type: 'message.sent', ...happened, messageId, kind: 'public', isQuestion: false }
}

export function refuseNote(message: WrittenMessage): void {
  if (message.kind !== 'public') throw new Refusal('public_message_required')
}

export function cannotMove(ticket: Ticket, to: TicketStatus): Refusal {
  return new Refusal('move_not_allowed', { from: ticket.status, to })
}

/** A job that runs early (a date was moved meanwhile) must do nothing. */
export function refuseBefore(due: Date, at: Date): void {
  if (at.getTime() < due.getTime()) throw new Refusal('not_yet_due', { dueAt: due.toISOString() })
}
