import { Refusal } from '#server/platform/refusal.ts'
import type { OpenTicket } from './ticketCommands.ts'
import type { TicketOpened } from './ticketEvents.ts'

/** First rows of the table of moves: the assistant answers first, unless a person must or may. */
export function decideOpening(command: OpenTicket): TicketOpened {
  const status = firstStatus(command)
  return {
    type: 'ticket.opened',
    at: command.at,
    by: { side: command.origin === 'agent' ? 'desk' : 'client', personId: command.by },
    ticketId: command.ticketId,
    portalId: command.portalId,
    deskId: command.deskId,
    couponId: command.couponId,
    origin: command.origin,
    status,
    toOnDuty: command.couponId !== null,
  }
}

function firstStatus(command: OpenTicket): 'assistant' | 'queued' {
  // A coupon is a bought right to a person; what an agent records, a person has already taken.
  if (command.couponId !== null || command.origin === 'agent') return 'queued'
  if (command.origin === 'app' && command.assistantIsOn && !command.wantsPerson) return 'assistant'
  if (!command.hasPeople) throw new Refusal('no_people')
  return 'queued'
}
