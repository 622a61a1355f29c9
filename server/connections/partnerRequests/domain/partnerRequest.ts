import type { PartnerStatus } from '#contract/connections/partnerRequests.types.ts'
import type { LockReason } from '#contract/tickets/types.ts'
import { Refusal } from '#server/platform/refusal.ts'

/** The desk that has the request now. */
type Holder = { handoverId: string; deskId: string }

/** E11: where a portal's search for a partner stands. At most one desk has it at a time. */
export type PartnerRequest =
  | { status: 'open' }
  | ({ status: 'handed' } & Holder)
  /** `isGood`: the code behind the offer still works; one that was revoked or has expired may be followed by another. */
  | ({ status: 'offered'; isGood: boolean } & Holder)
  | { status: 'connected' | 'withdrawn' | 'closed' }

/** What the request needs to know of its ticket: on a locked one the standard desk does nothing (E3). */
export type SearchTicket = { lock: { reason: LockReason } | null }

export type PartnerCommand =
  | ({ type: 'hand'; isTaking: boolean } & Holder)
  | { type: 'recall'; handoverId: string }
  | { type: 'decline'; handoverId: string }
  | { type: 'offer'; handoverId: string }
  | { type: 'withdraw' }
  /** The portal has connected a partner, by this offer or any other way. */
  | { type: 'connect'; deskId: string }
  /** Its ticket is closed, or the portal has taken the app away. */
  | { type: 'close' }

export type PartnerEvent =
  | ({ type: 'handed' } & Holder)
  | ({ type: 'recalled' | 'declined' | 'offered' } & Holder)
  | { type: 'withdrawn' | 'closed'; holder: Holder | null }
  | { type: 'connected'; holder: Holder | null; byHolder: boolean }

/**
 * What happens to the request, or why not. Whoever decides by what is not true any more (somebody else has handed it over, answered or
 * taken it back) is told so; so of two at once exactly one wins.
 */
export function decidePartnerRequest(
  request: PartnerRequest,
  command: PartnerCommand,
  ticket: SearchTicket,
): PartnerEvent[] {
  if (isOver(request)) throw new Refusal('partner_request_over')
  switch (command.type) {
    case 'hand':
      return decideHanding(request, command, ticket)
    case 'recall': {
      refuseLocked(ticket)
      return [{ type: 'recalled', ...holding(request, command.handoverId) }]
    }
    case 'decline': {
      const holder = holding(request, command.handoverId)
      if (request.status !== 'handed') throw new Refusal('partner_request_moved')
      return [{ type: 'declined', ...holder }]
    }
    case 'offer': {
      const holder = holding(request, command.handoverId)
      // Asked twice, or by a page that did not get its answer: one offer is enough.
      return request.status === 'offered' && request.isGood ? [] : [{ type: 'offered', ...holder }]
    }
    case 'withdraw':
      return [{ type: 'withdrawn', holder: holderOf(request) }]
    case 'connect': {
      const holder = holderOf(request)
      return [{ type: 'connected', holder, byHolder: holder?.deskId === command.deskId }]
    }
    case 'close':
      return [{ type: 'closed', holder: holderOf(request) }]
  }
}

export function evolvePartnerRequest(request: PartnerRequest, event: PartnerEvent): PartnerRequest {
  switch (event.type) {
    case 'handed':
      return { status: 'handed', handoverId: event.handoverId, deskId: event.deskId }
    case 'recalled':
    case 'declined':
      return { status: 'open' }
    case 'offered':
      return { status: 'offered', isGood: true, handoverId: event.handoverId, deskId: event.deskId }
    case 'withdrawn':
    case 'closed':
    case 'connected':
      return isOver(request) ? request : { status: event.type }
  }
}

export function isOver({ status }: { status: PartnerStatus }): boolean {
  return status === 'connected' || status === 'withdrawn' || status === 'closed'
}

/** The desk that has it now; null while it lies at the standard desk, and once it is over. */
export function holderOf(request: PartnerRequest): Holder | null {
  if (request.status !== 'handed' && request.status !== 'offered') return null
  return { handoverId: request.handoverId, deskId: request.deskId }
}

type Handing = Extract<PartnerCommand, { type: 'hand' }>

function decideHanding(request: PartnerRequest, command: Handing, ticket: SearchTicket): PartnerEvent[] {
  const { handoverId, deskId, isTaking } = command
  // The same hand-over again is the same one.
  if (holderOf(request)?.handoverId === handoverId) return []
  refuseLocked(ticket)
  if (request.status !== 'open') throw new Refusal('partner_request_moved')
  if (!isTaking) throw new Refusal('partner_not_accepting')
  return [{ type: 'handed', handoverId, deskId }]
}

function holding(request: PartnerRequest, handoverId: string): Holder {
  const holder = holderOf(request)
  if (holder === null || holder.handoverId !== handoverId) throw new Refusal('partner_request_moved')
  return holder
}

function refuseLocked({ lock }: SearchTicket): void {
  if (lock !== null) throw new Refusal('ticket_locked', { reason: lock.reason })
}
