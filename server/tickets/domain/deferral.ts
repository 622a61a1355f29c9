import { Refusal } from '#server/platform/refusal.ts'
import {
  byClient,
  byDesk,
  byDeskOrProduct,
  cannotMove,
  moved,
  publicMessage,
  refuseBefore,
  refuseNote,
} from './moves.ts'
import { givenReason, reasonFor } from './reasons.ts'
import type { CommandOf, TicketTerms } from './ticketCommands.ts'
import type { TicketEvent } from './ticketEvents.ts'
import { isIn, type InProgress, type Place, type Queued, type Ticket, type TicketIn } from './ticketState.ts'

export type DeferralCommand = CommandOf<'defer' | 'moveDate' | 'giveAccess' | 'resume'>

/** T6: putting a ticket off, another date for it, and the ways back besides the client's message. */
export function decideDeferral(ticket: Ticket, command: DeferralCommand, at: Date, terms: TicketTerms): TicketEvent[] {
  switch (command.type) {
    case 'defer':
      return decideDeferring(ticket, command, at, terms)
    case 'moveDate':
      return decideDate(ticket, command, at)
    case 'giveAccess':
      return decideAccess(ticket, command, at)
    case 'resume':
      return decideResuming(ticket, command, at)
  }
}

/**
 * The reason's text is a public message that an agent has read, may have changed, and sends under their name: as any of theirs
 * it ends a reaction clock (S3). The deferral itself pauses the resolution alone (S4).
 */
function decideDeferring(ticket: Ticket, command: CommandOf<'defer'>, at: Date, terms: TicketTerms): TicketEvent[] {
  if (!isIn(ticket, ['queued', 'inProgress', 'deferred'])) throw cannotMove(ticket, 'deferred')
  refuseNote(command.message)
  const reason = reasonFor('defer', command.reason, terms)
  if (command.until === null) throw new Refusal('date_required')
  const until = toCome(command.until, at)
  const { liftedBy, hasExpectedDate: isExpected } = reason
  const given = { reason: givenReason(reason), until, isExpected, liftedBy }
  const place: Place = { status: 'deferred', ...given, back: backOf(ticket) }
  const happened = { at, by: byDesk(command) }
  const cause = ticket.status === 'deferred' ? 'deferralChanged' : 'deferred'
  return [publicMessage(command.message.messageId, happened), moved(ticket, cause, place, happened)]
}

/** The reason stays. The same date again, as after a lost answer, moves nothing. */
function decideDate(ticket: Ticket, command: CommandOf<'moveDate'>, at: Date): TicketEvent[] {
  if (ticket.status !== 'deferred') throw new Refusal('not_deferred')
  const to = toCome(command.until, at)
  const { until: from, isExpected } = ticket
  if (to.getTime() === from.getTime()) return []
  return [{ type: 'ticket.dateMoved', at, by: byDesk(command), from, to, isExpected }]
}

function decideAccess(ticket: Ticket, command: CommandOf<'giveAccess'>, at: Date): TicketEvent[] {
  if (ticket.status !== 'deferred' || ticket.liftedBy !== 'access') throw new Refusal('access_not_awaited')
  const happened = { at, by: byClient(command) }
  const lifted = moved(ticket, 'lifted', ticket.back, happened)
  if (command.message === null) return [lifted]
  refuseNote(command.message)
  return [publicMessage(command.message.messageId, happened), lifted]
}

function decideResuming(ticket: Ticket, command: CommandOf<'resume'>, at: Date): TicketEvent[] {
  if (ticket.status !== 'deferred') throw cannotMove(ticket, 'inProgress')
  if (command.cause === 'dateCame') refuseBefore(ticket.until, at)
  return [moved(ticket, command.cause, ticket.back, { at, by: byDeskOrProduct(command) })]
}

function toCome(date: Date, at: Date): Date {
  if (date.getTime() <= at.getTime()) throw new Refusal('date_in_past', { date: date.toISOString() })
  return date
}

function backOf(ticket: TicketIn<'queued' | 'inProgress' | 'deferred'>): Queued | InProgress {
  if (ticket.status === 'deferred') return ticket.back
  if (ticket.status === 'queued') return { status: 'queued', assigneeId: ticket.assigneeId }
  return { status: 'inProgress', assigneeId: ticket.assigneeId }
}
