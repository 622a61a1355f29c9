import * as desks from '#server/desks/desks.queries.ts'
import { signatureOf, theSystem, type StaffActor } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { lockPortal, noteLevel, saveBoxEdition } from '#server/portals/feature.ts'
import { lockTickets, unlockTickets } from '#server/tickets/feature.ts'
import type { TicketDeps } from '#server/tickets/feature.ts'
import { levelThatHolds } from './domain/entitlement.ts'
import { editionOf } from '#server/portals/domain/licence.ts'
import { findEntitlement, licenceOf } from './entitlement.queries.ts'
import { findLiveConnection, isClientOf } from '../support/support.sql.ts'
import { isServedBy } from './customerTerms.queries.ts'

/**
 * E5: what follows from a tariff that changed, or that nobody could say for longer than an answer holds. On a level without
 * people the standard desk's tickets are read-only, for both sides (E1: never an operator); a partner's are not concerned.
 * May run early or twice.
 */
export async function settleTariff(unit: UnitOfWork, ticketDeps: TicketDeps, memberId: string): Promise<void> {
  const portal = await lockPortal(unit, memberId)
  if (portal === null || portal.licenceCheckedAt === null) return
  await noteLevel(unit, portal, levelThatHolds({ licence: licenceOf(portal), at: unit.at }))
  if (!portal.isInstalled || (await findLiveConnection(unit.tx, memberId)) !== null) return
  const standard = await desks.findStandardDesk(unit.tx)
  if (standard === null) return
  await openStandardTickets(unit, ticketDeps, { memberId, deskId: standard.deskId, journalActor: theSystem })
}

/** E1: what only the owner of a desk knows of the box of a client that it serves now. */
export async function setBoxEdition(
  unit: UnitOfWork,
  ticketDeps: TicketDeps,
  actor: StaffActor,
  { memberId, isEnterprise }: { memberId: string; isEnterprise: boolean },
): Promise<void> {
  const { deskId } = actor.desk
  const portal = await lockPortal(unit, memberId)
  if (portal === null || !(await isClientOf(unit.tx, deskId, memberId))) throw new Refusal('not_found')
  if (!(await isServedBy(unit.tx, { deskId, memberId }))) throw new Refusal('client_left')
  if (editionOf({ license: portal.licence.licence }) !== 'box') throw new Refusal('not_a_box')
  await saveBoxEdition(unit, portal, { by: signatureOf(actor, 'desk'), deskId, isEnterprise })
  await settleTariff(unit, ticketDeps, memberId)
}

/** The standard desk answers now: its tickets open up, unless the portal's tariff has no people there. */
export async function openStandardTickets(
  unit: UnitOfWork,
  ticketDeps: TicketDeps,
  { memberId, deskId, journalActor }: { memberId: string; deskId: string; journalActor: JournalActor },
): Promise<void> {
  const portal = await loadPortal(unit.tx, memberId)
  const entitlement = portal === null ? null : await findEntitlement(unit.tx, portal, unit.at)
  const hasNobody = entitlement?.deskId === deskId && !entitlement.people.entitled
  if (hasNobody) await lockTickets(unit, ticketDeps, { memberId, deskId, reason: 'free_tariff' }, journalActor)
  else await unlockTickets(unit, ticketDeps, { memberId, deskId }, journalActor)
}
