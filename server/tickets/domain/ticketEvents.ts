import type { WayOn } from '#contract/regulations/tickets.types.ts'
import type { LockReason, TicketStatus } from '#contract/tickets/types.ts'
import type { Side } from '#contract/common.ts'
import type { Place } from './ticketState.ts'

/** Who did it; no person where the product itself acts (a date, a rule of the regulation). */
export type Author = { side: Side; personId: string | null }

export type TicketOrigin = 'app' | 'agent' | 'channel'

export type MoveCause =
  | 'personAsked'
  | 'taken'
  | 'assigned'
  | 'asked'
  | 'clientAnswered'
  | 'deferred'
  | 'deferralChanged'
  | 'dateCame'
  | 'resumed'
  | 'lifted'
  | 'resolved'
  | 'helped'
  | 'silence'
  | 'declined'
  | 'withdrawn'
  | 'confirmed'
  | 'timeout'
  | 'over'
  | 'reopened'
  | 'merged'
  | 'unmerged'

type Happened = { at: Date; by: Author }

export type TicketOpened = Happened & {
  type: 'ticket.opened'
  ticketId: string
  portalId: string
  deskId: string
  couponId: string | null
  origin: TicketOrigin
  status: 'assistant' | 'queued'
  /** A coupon ticket goes to the on-duty at once (T10). */
  toOnDuty: boolean
}

export type TicketMoved = Happened & {
  type: 'ticket.moved'
  from: TicketStatus
  to: Place
  cause: MoveCause
  /** Where the client is led from what is outside of support (T5). */
  way?: WayOn | null
}

export type TicketEvent =
  | TicketOpened
  | TicketMoved
  | (Happened & {
      type: 'message.sent'
      messageId: string
      kind: 'public' | 'note'
      isQuestion: boolean
      /** It was said before, in another ticket (T4). */
      moved?: { saidAt: Date; from: { ticketId: string; number: string } }
    })
  | (Happened & { type: 'ticket.dateMoved'; from: Date; to: Date; isExpected: boolean })
  | (Happened & { type: 'ticket.assigned'; from: string | null; assigneeId: string })
  | (Happened & { type: 'ticket.locked'; reason: LockReason })
  | (Happened & { type: 'ticket.unlocked'; closesAt: Date | null })

/** Clocks start here (S3): a person is now expected to answer. */
export function entersQueue(event: TicketEvent): boolean {
  if (event.type === 'ticket.opened') return event.status === 'queued'
  return (
    event.type === 'ticket.moved' &&
    event.to.status === 'queued' &&
    event.from !== 'deferred' &&
    event.cause !== 'unmerged'
  )
}
