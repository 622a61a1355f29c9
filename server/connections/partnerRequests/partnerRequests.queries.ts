import type {
  IncomingRequest,
  ListIncomingInput,
  PartnerCard,
  PartnerSearch,
} from '#contract/connections/partnerRequests.types.ts'
import type { ClientActor, StaffActor } from '#server/platform/actor.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import type { TimedPlace } from '#server/platform/http/cursor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { findDeskToAsk } from './deskToAsk.queries.ts'
import { isOver } from './domain/partnerRequest.ts'
import { countWaiting, listHandovers, listIncoming } from './handovers.sql.ts'
import { findOfferedCode, findRequest, isTicketLocked, type KnownRequest } from './partnerRequests.sql.ts'
import { presentCard, presentIncoming, presentToClient } from './partnerRequests.present.ts'
import { findAccepts, listTakers, type Taker } from './takers.sql.ts'

/** How the client's search stands, or whether it may ask. */
export async function viewSearch({ tx, at }: ReadAt, { memberId }: ClientActor): Promise<PartnerSearch> {
  const portal = await loadPortal(tx, memberId)
  if (portal === null) throw new Refusal('portal_not_installed')
  const { obstacle } = await findDeskToAsk({ tx, at }, portal)
  const known = await findRequest(tx, { activeOf: memberId }, at)
  if (known === null || isOver(known.request)) return { obstacle, request: null }
  return { obstacle, request: presentToClient(known, await listHandovers(tx, known.requestId), at) }
}

/** Null for a ticket that is about something else; to other desks it does not exist. */
export async function viewCard({ tx, at }: ReadAt, actor: StaffActor, ticketId: string): Promise<PartnerCard | null> {
  const known = await findOwnRequest({ tx, at }, actor, ticketId)
  if (known === null) return null
  const portal = await loadPortal(tx, known.memberId)
  const canHand = known.request.status === 'open' && !(await isTicketLocked(tx, ticketId))
  const facts = { portalName: portal?.domain ?? '', canHand, at }
  return presentCard(known, await listHandovers(tx, known.requestId), facts)
}

/** To whom the request behind this ticket could be handed. */
export async function findTakersFor(
  now: ReadAt,
  actor: StaffActor,
  { ticketId, ...wanted }: { ticketId: string; search: string; limit: number; after: string | null },
): Promise<Taker[]> {
  const known = await findOwnRequest(now, actor, ticketId)
  if (known === null) throw new Refusal('not_found')
  return listTakers(now.tx, { ...wanted, notOf: known.memberId })
}

async function findOwnRequest({ tx, at }: ReadAt, actor: StaffActor, ticketId: string): Promise<KnownRequest | null> {
  const known = await findRequest(tx, { ticketId }, at)
  return known?.deskId === actor.desk.deskId ? known : null
}

/** What lies at this partner's desk. */
export async function viewIncoming(
  { tx, at }: ReadAt,
  { desk }: StaffActor,
  { filter, limit }: Pick<ListIncomingInput, 'filter' | 'limit'>,
  after: TimedPlace | null,
): Promise<{ accepts: boolean; waiting: number; requests: IncomingRequest[] }> {
  const wanted = { isLiveOnly: filter === 'live', handoverId: null, limit }
  const rows = await listIncoming(tx, desk.deskId, wanted, after)
  return {
    accepts: await findAccepts(tx, desk.deskId),
    waiting: await countWaiting(tx, desk.deskId),
    requests: rows.map((row) => presentIncoming(row, at)),
  }
}

export async function viewOneIncoming(
  { tx, at }: ReadAt,
  { desk }: StaffActor,
  handoverId: string,
): Promise<IncomingRequest> {
  const [row] = await listIncoming(tx, desk.deskId, { isLiveOnly: false, handoverId, limit: 1 }, null)
  if (row === undefined) throw new Refusal('not_found')
  return presentIncoming(row, at)
}

/**
 * The code behind an offer to this portal, for its admin to look at or to take. One that is not offered any more is over; whether the code
 * itself still works, the code says.
 */
export async function findOffer({ tx, at }: ReadAt, memberId: string, handoverId: string): Promise<string> {
  const codeId = await findOfferedCode(tx, handoverId, memberId)
  const known = codeId === null ? null : await findRequest(tx, { handoverId }, at)
  if (codeId === null || known === null) throw new Refusal('not_found')
  const { request } = known
  if (request.status !== 'offered' || request.handoverId !== handoverId) throw new Refusal('partner_request_over')
  return codeId
}
