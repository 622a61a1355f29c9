import type { LinkRoutes } from '#server/tickets/links/links.routes.ts'
import type { DutyRoutes } from '#server/tickets/deadlines/dutyPages.routes.ts'
import type { TicketRoutes } from '#server/tickets/tickets.routes.ts'
import { newId } from '#test/support/world.ts'
import type { GoodInput } from '../goodPartnerInputs.ts'
import type { Situation } from '../situation.ts'

type Moves = Exclude<
  DutyRoutes | TicketRoutes | LinkRoutes,
  'openTicket' | 'openTickets' | 'readTicket' | 'classifyTicket'
>

/** What is done with a ticket that is there; what ends it comes last. */
export const goodMoves: { [Name in Moves]: GoodInput<Name> } = {
  takeTicket: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  confirmDutyPage: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  recordContact: { by: 'agent', input: written({ way: 'phone', text: 'Договорились о времени' }) },
  assignTicket: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, userId: 2 }) },
  deferTicket: {
    by: 'agent',
    input: written({ text: 'Пишите подробности', reason: 'moreFromClient', until: '2031-01-01T00:00:00Z' }),
  },
  readReasons: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  moveDeferralDate: {
    by: 'agent',
    input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, until: '2031-02-01T00:00:00Z' }),
  },
  giveAccess: { by: 'integrator', input: written({ text: 'Пригласили вас' }) },
  resumeTicket: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  resolveTicket: { by: 'agent', input: written({ text: 'Сделано' }) },
  confirmResolution: { by: 'integrator', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  splitTicket: {
    by: 'agent',
    input: ({ tickets }) => ({
      ticketId: tickets.partner.ticketId,
      pieces: [
        {
          linkId: newId(),
          ticketId: newId(),
          subject: 'Второе',
          category: 'incident',
          priority: 'medium',
          messages: [{ messageId: tickets.partner.messageId, text: null }],
        },
      ],
    }),
  },
  mergeTicket: {
    by: 'agent',
    input: ({ tickets: { partner } }) => ({
      linkId: newId(),
      ticketId: partner.ticketId,
      intoTicketId: partner.ticketId,
    }),
  },
  undoLink: {
    by: 'agent',
    input: ({ tickets }) => ({ linkId: newId(), ticketId: tickets.partner.ticketId, undoId: newId() }),
  },
  reopenTicket: { by: 'integrator', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  readTicketScope: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  declineOutOfScope: {
    by: 'agent',
    input: ({ tickets }) => ({
      ticketId: tickets.partner.ticketId,
      messageId: newId(),
      text: 'Это делают по оценке',
      // The standard desk's regulation names its only area otherwise.
      area: tickets.partner === tickets.standard ? 'standard' : 'maintenance',
    }),
  },
  declineTicket: { by: 'agent', input: written({ text: 'Не наше', reason: 'outOfScope' }) },
  withdrawTicket: { by: 'integrator', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
}

/** A message of its own in the client’s ticket at its partner, with what else the route takes. */
function written<const More extends object>(more: More) {
  return ({ tickets }: Situation) => ({ ticketId: tickets.partner.ticketId, messageId: newId(), ...more })
}
