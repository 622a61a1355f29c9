import type { TicketEvent, TicketOpened } from './ticketEvents.ts'
import { assignedTo, notBefore, type Ticket, type TicketBase } from './ticketState.ts'

export function begin(opened: TicketOpened): Ticket {
  const base: TicketBase = {
    ticketId: opened.ticketId,
    portalId: opened.portalId,
    deskId: opened.deskId,
    couponId: opened.couponId,
    openedAt: opened.at,
    lastEventAt: opened.at,
    lock: null,
    unlockedAt: null,
  }
  if (opened.status === 'assistant') return { ...base, status: 'assistant' }
  return { ...base, status: 'queued', assigneeId: null }
}

/** Never refuses: whatever was decided has happened. */
export function evolve(before: Ticket, event: TicketEvent): Ticket {
  const ticket: Ticket = { ...before, lastEventAt: notBefore(before.lastEventAt, event.at) }
  switch (event.type) {
    case 'ticket.opened':
    case 'message.sent':
      return ticket
    case 'ticket.moved':
      return { ...baseOf(ticket), ...event.to }
    case 'ticket.dateMoved':
      return ticket.status === 'deferred' ? { ...ticket, until: event.to } : ticket
    case 'ticket.assigned':
      return assignedTo(ticket, event.assigneeId)
    case 'ticket.locked':
      return { ...ticket, lock: { reason: event.reason, at: ticket.lock?.at ?? event.at } }
    case 'ticket.unlocked':
      return unlocked(ticket, event)
  }
}

function unlocked(ticket: Ticket, event: { at: Date; closesAt: Date | null }): Ticket {
  const free: Ticket = { ...ticket, lock: null, unlockedAt: event.at }
  if (free.status === 'resolved' && event.closesAt !== null) return { ...free, closesAt: event.closesAt }
  return free
}

/** Without the place, so that nothing of the old one stays behind. */
function baseOf(ticket: Ticket): TicketBase {
  const { ticketId, portalId, deskId, couponId, openedAt, lastEventAt, lock, unlockedAt } = ticket
  return { ticketId, portalId, deskId, couponId, openedAt, lastEventAt, lock, unlockedAt }
}
