import { Refusal } from '#server/platform/refusal.ts'
import { whereComputable } from '#server/calendar/calendar.ts'
import { endOfWorkingDayAfter } from '#server/calendar/workingDays.ts'
import { byClient, byDesk, cannotMove, moved, product, publicMessage, refuseBefore, refuseNote } from './moves.ts'
import { givenReason, reasonFor } from './reasons.ts'
import type { CommandOf, TicketTerms } from './ticketCommands.ts'
import type { TicketEvent } from './ticketEvents.ts'
import { assigneeIn, isIn, openStatuses, type CloseReason, type Place, type Ticket } from './ticketState.ts'

export type Ending = CommandOf<
  | 'closeAsHelped'
  | 'closeForSilence'
  | 'resolve'
  | 'decline'
  | 'withdraw'
  | 'confirm'
  | 'closeByTime'
  | 'endIncident'
  | 'reopen'
>

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The last rows of the table of moves: resolving, every way of closing, and the way back. */
export function decideEnding(ticket: Ticket, command: Ending, at: Date, terms: TicketTerms): TicketEvent[] {
  switch (command.type) {
    case 'closeAsHelped': {
      if (ticket.status !== 'assistant') throw cannotMove(ticket, 'closed')
      return [moved(ticket, 'helped', closed(ticket, at, terms, 'answered'), { at, by: byClient(command) })]
    }
    case 'closeForSilence': {
      if (ticket.status !== 'assistant') throw cannotMove(ticket, 'closed')
      const since = Math.max(command.lastMessageAt.getTime(), ticket.unlockedAt?.getTime() ?? -Infinity)
      refuseBefore(new Date(since + terms.silenceHours * HOUR), at)
      return [moved(ticket, 'silence', closed(ticket, at, terms, 'answered'), { at, by: product })]
    }
    case 'resolve':
      return decideResolving(ticket, command, at, terms)
    case 'decline':
      return decideDeclining(ticket, command, at, terms)
    case 'withdraw': {
      if (!isIn(ticket, openStatuses)) throw cannotMove(ticket, 'closed')
      return [moved(ticket, 'withdrawn', closed(ticket, at, terms, 'withdrawn'), { at, by: byClient(command) })]
    }
    case 'confirm': {
      if (ticket.status !== 'resolved') throw cannotMove(ticket, 'closed')
      return [moved(ticket, 'confirmed', closed(ticket, at, terms, 'confirmed'), { at, by: byClient(command) })]
    }
    case 'closeByTime': {
      if (ticket.status !== 'resolved') throw cannotMove(ticket, 'closed')
      refuseBefore(ticket.closesAt, at)
      return [moved(ticket, 'timeout', closed(ticket, at, terms, 'timeout'), { at, by: product })]
    }
    // Whoever has taken it decides themselves when it is done.
    case 'endIncident': {
      if (ticket.status !== 'queued' || ticket.assigneeId !== null) return []
      return [moved(ticket, 'over', closed(ticket, at, terms, 'over'), { at, by: product })]
    }
    case 'reopen':
      return decideReopening(ticket, command, at)
  }
}

function decideResolving(ticket: Ticket, command: CommandOf<'resolve'>, at: Date, terms: TicketTerms): TicketEvent[] {
  if (ticket.status !== 'inProgress') throw cannotMove(ticket, 'resolved')
  refuseNote(command.message)
  const happened = { at, by: byDesk(command) }
  const closesAt = closingAfter(terms, at)
  const { assigneeId } = ticket
  return [
    publicMessage(command.message.messageId, happened),
    moved(ticket, 'resolved', { status: 'resolved', assigneeId, resolvedAt: at, closesAt }, happened),
  ]
}

/** Where the calendar cannot say, every day counts: a ticket that is solved is never kept from being resolved. */
function closingAfter({ calendar, closeAfterWorkingDays: days }: TicketTerms, at: Date): Date {
  const found = calendar === null ? null : whereComputable(() => endOfWorkingDayAfter(calendar, at, days))
  return found ?? new Date(at.getTime() + days * DAY)
}

function decideDeclining(ticket: Ticket, command: CommandOf<'decline'>, at: Date, terms: TicketTerms): TicketEvent[] {
  if (!isIn(ticket, openStatuses)) throw cannotMove(ticket, 'closed')
  refuseNote(command.message)
  const reason = givenReason(reasonFor('decline', command.reason, terms))
  const happened = { at, by: byDesk(command) }
  const place: Place = { ...closed(ticket, at, terms, 'declined'), reason }
  const declined: TicketEvent = {
    type: 'ticket.moved',
    ...happened,
    from: ticket.status,
    to: place,
    cause: 'declined',
    way: command.way ?? null,
  }
  return [publicMessage(command.message.messageId, happened), declined]
}

function decideReopening(ticket: Ticket, command: CommandOf<'reopen'>, at: Date): TicketEvent[] {
  if (!isIn(ticket, ['resolved', 'closed'])) throw cannotMove(ticket, 'queued')
  if (ticket.status === 'closed' && at.getTime() > ticket.reopenUntil.getTime()) {
    throw new Refusal('reopen_too_late', { until: ticket.reopenUntil.toISOString() })
  }
  if (!command.hasPeople) throw new Refusal('no_people')
  const { assigneeId } = ticket
  return [moved(ticket, 'reopened', { status: 'queued', assigneeId }, { at, by: byClient(command) })]
}

function closed(
  ticket: Ticket,
  at: Date,
  terms: TicketTerms,
  closeReason: CloseReason,
): Extract<Place, { status: 'closed' }> {
  const reopenUntil = new Date(at.getTime() + terms.reopenDays * DAY)
  return {
    status: 'closed',
    assigneeId: assigneeIn(ticket),
    closedAt: at,
    closeReason,
    reason: null,
    reopenUntil,
    mergedInto: null,
  }
}
