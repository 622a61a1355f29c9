import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import type { TicketForUpdate } from '#server/tickets/domain/ticketForUpdate.ts'
import { loadTicketForUpdate } from '#server/tickets/feature.ts'
import type { PortalSupport } from '../domain/connection.ts'
import { loadSupportForUpdate } from '../support/support.queries.ts'
import { findRequest, type KnownRequest } from './partnerRequests.sql.ts'

/** Under the portal's row lock, which everything takes first that happens to its search or its connection. */
export type HeldRequest = { known: KnownRequest; portal: Portal; support: PortalSupport }

/** With its ticket under lock, too: nobody closes or locks it meanwhile. */
export type HeldWithTicket = HeldRequest & { ticketForUpdate: TicketForUpdate }

export type RequestName = { requestId: string } | { ticketId: string } | { handoverId: string }

/** Whoever may not know of it (`isOwn` says who may) reads that there is none. */
export async function holdRequest(
  unit: UnitOfWork,
  name: RequestName,
  isOwn: (known: KnownRequest) => boolean,
): Promise<HeldRequest> {
  const found = await findRequest(unit.tx, name, unit.at)
  if (found === null || !isOwn(found)) throw new Refusal('not_found')
  const { portal, support } = await loadSupportForUpdate(unit, found.memberId)
  return { known: await findAgain(unit, found), portal, support }
}

export async function holdWithTicket(
  unit: UnitOfWork,
  name: RequestName,
  isOwn: (known: KnownRequest) => boolean,
): Promise<HeldWithTicket> {
  const held = await holdRequest(unit, name, isOwn)
  const ticketForUpdate = await loadTicketForUpdate(unit, held.known.ticketId)
  return { ...held, ticketForUpdate, known: await findAgain(unit, held.known) }
}

/** What was read before the lock may have been decided by somebody else meanwhile. */
async function findAgain(unit: UnitOfWork, { requestId }: KnownRequest): Promise<KnownRequest> {
  const known = await findRequest(unit.tx, { requestId }, unit.at)
  if (known === null) throw new Refusal('not_found')
  return known
}
