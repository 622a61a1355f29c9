import type { TicketEvent } from '#contract/tickets/types.ts'

/** What of a ticket's journal a conversation shows. */
export const shownEvents = [
  'ticket.opened',
  'message.sent',
  'message.edited',
  'message.deleted',
  'ticket.moved',
  'ticket.dateMoved',
  'ticket.assigned',
  'ticket.locked',
  'ticket.unlocked',
  'ticket.classified',
  'ticket.contacted',
  'ticket.partnerStep',
  'ticket.rated',
  'ticket.linked',
  'ticket.unlinked',
  'sla.alarm',
  'ticket.awaitingPayment',
  'ticket.paid',
  'ticket.planned',
  'ticket.calendarAdopted',
  'timer.started',
  'timer.stopped',
] as const satisfies readonly TicketEvent['type'][]
