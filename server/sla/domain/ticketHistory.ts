import type { Side } from '#contract/common.ts'
import type { TicketStatus } from '#contract/tickets/types.ts'
import type { ClockEvent, ClockHappening } from './clockEvents.ts'
import type { Promised } from './targets.ts'

/** As much of a ticket's history as its clocks can tell apart: both what the domain decides and what the journal keeps. */
export type TicketHappening =
  | { type: 'ticket.opened'; status: 'assistant' | 'queued' }
  | { type: 'ticket.moved'; from: TicketStatus; to: { status: TicketStatus; closeReason?: string | null } }
  | { type: 'message.sent'; kind: 'public' | 'note'; by: { side: Side; personId: string | null }; isQuestion: boolean }
  | { type: 'ticket.assigned' | 'ticket.locked' | 'ticket.unlocked' | 'ticket.retargeted' }

/** What an event of the ticket's own history means to its clocks; `promised` is what holds at its instant. */
export function toClockEvent(event: { at: Date } & TicketHappening, seq: number, promised: Promised): ClockEvent {
  return { at: event.at, seq, ...happeningOf(event, promised) }
}

function happeningOf(event: TicketHappening, promised: Promised): ClockHappening {
  switch (event.type) {
    case 'ticket.opened':
      return { type: 'created', promised: event.status === 'queued' ? promised : null }
    case 'message.sent':
      return messageOf(event)
    case 'ticket.moved':
      return moveOf(event, promised)
    case 'ticket.assigned':
      return { type: 'assigned' }
    case 'ticket.locked':
      return { type: 'locked' }
    case 'ticket.unlocked':
      return { type: 'unlocked' }
    case 'ticket.retargeted':
      return { type: 'retargeted', promised }
  }
}

function messageOf({ kind, by, isQuestion }: TicketHappening & { type: 'message.sent' }): ClockHappening {
  if (kind === 'note') return { type: 'note' }
  if (by.side === 'client') return { type: 'clientMessage' }
  return by.side === 'desk' && by.personId !== null
    ? { type: 'agentMessage', isQuestion }
    : { type: 'automaticMessage' }
}

function moveOf({ from, to }: TicketHappening & { type: 'ticket.moved' }, promised: Promised): ClockHappening {
  if (to.status === 'queued' && (from === 'resolved' || from === 'closed')) return { type: 'reopened', promised }
  if (from === 'deferred' && (to.status === 'queued' || to.status === 'inProgress')) return { type: 'undeferred' }
  switch (to.status) {
    case 'queued':
      return { type: 'queued', promised }
    case 'assistant':
    case 'inProgress':
      return { type: 'inProgress' }
    case 'closed':
      return { type: to.closeReason === 'merged' ? 'merged' : to.status }
    case 'waitingForClient':
    case 'deferred':
    case 'resolved':
      return { type: to.status }
  }
}
