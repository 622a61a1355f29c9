import { isWorkedOn } from '#contract/tickets/types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { byDesk, cannotMove, moved } from './moves.ts'
import type { CommandOf } from './ticketCommands.ts'
import type { TicketEvent } from './ticketEvents.ts'
import { assigneeIn, isIn, type BeforeMerge, type Place, type Ticket, type TicketIn } from './ticketState.ts'

/** What was split or merged may be undone for so long (T4). */
export const UNDO_MILLISECONDS = 3_600_000

type Mergeable = TicketIn<BeforeMerge['status']>

/**
 * T4: a duplicate closes and goes on in another ticket. It remembers where it was, so that undoing brings back exactly that; it is
 * not reopened, since whatever is written to it arrives in the other one.
 */
export function decideMerging(ticket: Ticket, command: CommandOf<'mergeInto'>, at: Date): TicketEvent[] {
  if (command.ticketId === ticket.ticketId) throw new Refusal('merge_with_itself')
  if (!isIn(ticket, ['queued', 'inProgress', 'waitingForClient', 'deferred', 'resolved']))
    throw cannotMove(ticket, 'closed')
  const place: Place = {
    status: 'closed',
    assigneeId: assigneeIn(ticket),
    closedAt: at,
    closeReason: 'merged',
    reason: null,
    reopenUntil: at,
    mergedInto: { ticketId: command.ticketId, before: placeOf(ticket) },
  }
  return [moved(ticket, 'merged', place, { at, by: byDesk(command) })]
}

/**
 * The one that lives on has to be one on which somebody works. Where the other brings a message of the client that nobody has
 * answered, the client waits here now, and not the desk for the client.
 */
export function decideAbsorbing(ticket: Ticket, command: CommandOf<'absorb'>, at: Date): TicketEvent[] {
  if (!isWorkedOn(ticket.status)) throw new Refusal('merge_target_ended')
  if (!command.owesAnswer) return []
  const by = byDesk(command)
  if (ticket.status === 'waitingForClient') {
    const { assigneeId } = ticket
    return [moved(ticket, 'clientAnswered', { status: 'inProgress', assigneeId }, { at, by })]
  }
  if (ticket.status === 'deferred' && ticket.liftedBy === 'clientMessage')
    return [moved(ticket, 'lifted', ticket.back, { at, by })]
  return []
}

export function decideUnmerging(ticket: Ticket, command: CommandOf<'unmerge'>, at: Date): TicketEvent[] {
  if (ticket.status !== 'closed' || ticket.mergedInto === null) throw new Refusal('link_undone')
  refuseTooLate(ticket.closedAt, at)
  return [moved(ticket, 'unmerged', ticket.mergedInto.before, { at, by: byDesk(command) })]
}

export function refuseTooLate(since: Date, at: Date): void {
  if (at.getTime() > since.getTime() + UNDO_MILLISECONDS) throw new Refusal('undo_too_late')
}

export function mergedRefusal(ticketId: string): Refusal {
  return new Refusal('ticket_merged', { ticketId })
}

/** Nothing of what a ticket has in every status, so that what has changed there meanwhile stays. */
function placeOf(ticket: Mergeable): BeforeMerge {
  switch (ticket.status) {
    case 'queued':
      return { status: ticket.status, assigneeId: ticket.assigneeId }
    case 'inProgress':
      return { status: ticket.status, assigneeId: ticket.assigneeId }
    case 'waitingForClient':
      return { status: ticket.status, assigneeId: ticket.assigneeId, askedAt: ticket.askedAt }
    case 'deferred': {
      const { status, reason, until, isExpected, liftedBy, back } = ticket
      return { status, reason, until, isExpected, liftedBy, back }
    }
    case 'resolved': {
      const { status, assigneeId, resolvedAt, closesAt } = ticket
      return { status, assigneeId, resolvedAt, closesAt }
    }
  }
}
