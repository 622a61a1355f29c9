import { isInternal } from '#contract/tickets/internal.types.ts'
import { isWorkedOn, type LockReason } from '#contract/tickets/types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { decideDeferral } from './deferral.ts'
import { decideEnding } from './endings.ts'
import { decideLock, decideUnlock } from './lock.ts'
import { decideAbsorbing, decideMerging, decideUnmerging, mergedRefusal } from './merging.ts'
import { byClient, byDesk, byDeskOrProduct, cannotMove, moved, publicMessage } from './moves.ts'
import type { CommandOf, TicketCommand, TicketTerms } from './ticketCommands.ts'
import type { Author, TicketEvent } from './ticketEvents.ts'
import { assigneeIn, isIn, notBefore, type Ticket } from './ticketState.ts'

/** What has no sense in a ticket that has no client (D3). */
const needsClient: ReadonlySet<TicketCommand['type']> = new Set([
  'ask',
  'decline',
  'giveAccess',
  'splitOff',
  'mergeInto',
  'absorb',
])

/** The table of moves (T1): what happens to this ticket, or why it may not. */
export function decide(ticket: Ticket, command: TicketCommand, terms: TicketTerms): TicketEvent[] {
  const at = notBefore(ticket.lastEventAt, command.at)
  if (command.type === 'lock') return decideLock(ticket, command, at)
  if (command.type === 'unlock') return decideUnlock(ticket, command, at, terms)
  if (ticket.lock !== null) throw lockedRefusal(ticket.lock.reason, command)
  if (command.type === 'unmerge') return decideUnmerging(ticket, command, at)
  if (ticket.status === 'closed' && ticket.mergedInto !== null) throw mergedRefusal(ticket.mergedInto.ticketId)
  if (ticket.status === 'closed' && command.type !== 'reopen' && command.type !== 'addNote') {
    throw new Refusal('ticket_closed')
  }
  if (needsClient.has(command.type) && isInternal({ memberId: ticket.portalId })) throw new Refusal('not_allowed')
  switch (command.type) {
    case 'askForPerson':
      return decideAskingForPerson(ticket, command, at)
    case 'take':
      return decideTaking(ticket, command, at)
    case 'assign':
      return decideAssigning(ticket, command, at)
    case 'sendMessage':
      return decideMessage(ticket, command, at)
    case 'addNote':
      return decideNote(command, at)
    case 'ask':
      return decideQuestion(ticket, command, at)
    case 'defer':
    case 'moveDate':
    case 'giveAccess':
    case 'resume':
      return decideDeferral(ticket, command, at, terms)
    case 'splitOff':
      // What the client says to the assistant is its own until a person is asked for.
      if (ticket.status === 'assistant') throw cannotMove(ticket, 'queued')
      return []
    case 'mergeInto':
      return decideMerging(ticket, command, at)
    case 'absorb':
      return decideAbsorbing(ticket, command, at)
    case 'closeAsHelped':
    case 'closeForSilence':
    case 'resolve':
    case 'decline':
    case 'withdraw':
    case 'confirm':
    case 'closeByTime':
    case 'endIncident':
    case 'reopen':
      return decideEnding(ticket, command, at, terms)
  }
}

/** Where the tariff has no people, asking for them is answered by what would bring them. */
function lockedRefusal(reason: LockReason, command: TicketCommand): Refusal {
  const asksForPeople = command.type === 'reopen' || command.type === 'askForPerson'
  return asksForPeople && reason === 'free_tariff' ? new Refusal('no_people') : new Refusal('ticket_locked', { reason })
}

function decideAskingForPerson(ticket: Ticket, command: CommandOf<'askForPerson'>, at: Date): TicketEvent[] {
  if (ticket.status !== 'assistant') throw cannotMove(ticket, 'queued')
  if (!command.hasPeople) throw new Refusal('no_people')
  return [moved(ticket, 'personAsked', { status: 'queued', assigneeId: null }, { at, by: byClient(command) })]
}

function decideTaking(ticket: Ticket, command: CommandOf<'take'>, at: Date): TicketEvent[] {
  // Of two agents who press at once the second one reads who was first.
  if (ticket.status === 'inProgress') throw new Refusal('already_assigned', { assigneeId: ticket.assigneeId })
  if (ticket.status !== 'queued') throw cannotMove(ticket, 'inProgress')
  return [moved(ticket, 'taken', { status: 'inProgress', assigneeId: command.by }, { at, by: byDesk(command) })]
}

function decideAssigning(ticket: Ticket, command: CommandOf<'assign'>, at: Date): TicketEvent[] {
  const { assigneeId } = command
  const by = byDeskOrProduct(command)
  if (ticket.status === 'queued') return [moved(ticket, 'assigned', { status: 'inProgress', assigneeId }, { at, by })]
  if (!isWorkedOn(ticket.status)) throw cannotMove(ticket, 'inProgress')
  const from = assigneeIn(ticket)
  if (from === assigneeId) throw new Refusal('already_assigned', { assigneeId })
  return [{ type: 'ticket.assigned', at, by, from, assigneeId }]
}

function decideMessage(ticket: Ticket, command: CommandOf<'sendMessage'>, at: Date): TicketEvent[] {
  const by: Author = { side: command.side, personId: command.by }
  const sent = publicMessage(command.messageId, { at, by })
  if (command.side === 'desk') {
    // The conversation with the assistant is the client's own until a person is asked for.
    if (ticket.status === 'assistant') throw cannotMove(ticket, 'inProgress')
    return [sent]
  }
  if (ticket.status === 'waitingForClient') {
    const { assigneeId } = ticket
    return [sent, moved(ticket, 'clientAnswered', { status: 'inProgress', assigneeId }, { at, by })]
  }
  if (ticket.status === 'deferred' && ticket.liftedBy === 'clientMessage') {
    return [sent, moved(ticket, 'lifted', ticket.back, { at, by })]
  }
  return [sent]
}

function decideNote(command: CommandOf<'addNote'>, at: Date): TicketEvent[] {
  if (command.side === 'client') throw new Refusal('note_not_allowed')
  const { messageId } = command
  return [{ type: 'message.sent', at, by: byDesk(command), messageId, kind: 'note', isQuestion: false }]
}

function decideQuestion(ticket: Ticket, command: CommandOf<'ask'>, at: Date): TicketEvent[] {
  if (command.message.kind !== 'public') throw new Refusal('question_not_public')
  if (!isIn(ticket, ['inProgress', 'waitingForClient'])) throw cannotMove(ticket, 'waitingForClient')
  const by = byDesk(command)
  const { messageId } = command.message
  const asked: TicketEvent = { type: 'message.sent', at, by, messageId, kind: 'public', isQuestion: true }
  // A second question waits on from the first one.
  if (ticket.status === 'waitingForClient') return [asked]
  const { assigneeId } = ticket
  return [asked, moved(ticket, 'asked', { status: 'waitingForClient', assigneeId, askedAt: at }, { at, by })]
}
