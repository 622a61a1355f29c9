import * as desks from '#server/desks/desks.queries.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { ReadAt, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { levelOfPortal, type Portal } from '#server/portals/domain/portal.ts'
import { lockPortal } from '#server/portals/feature.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { entitlementOf, type AnsweringDesk, type Entitlement, type EntitlementQuestion } from './domain/entitlement.ts'
import { termsFor } from '../versions/terms.queries.ts'
import { findLiveConnection } from '../support/support.sql.ts'

/**
 * The facts of E1 gathered for the pure function: tariff, connection, standard desk, and the instant. Helpers beside people are found
 * by whoever shows them.
 */
export async function findQuestion(db: Reader, portal: Portal, at: Date): Promise<EntitlementQuestion> {
  const live = await findLiveConnection(db, portal.memberId)
  const partner = live === null ? null : await desks.findDesk(db, live.deskId)
  const standard = await desks.findPresentStandardDesk(db)
  const isOwnDesk = standard?.memberId === portal.memberId
  return {
    licence: licenceOf(portal),
    connection:
      partner === null || live === null
        ? null
        : { ...(await answering(db, partner, portal.memberId, at)), endsAt: live.endsAt },
    standardDesk: standard === null || isOwnDesk ? null : await answering(db, standard, portal.memberId, at),
    helpers: [],
    at,
  }
}

export async function findEntitlement(db: Reader, portal: Portal, at: Date): Promise<Entitlement> {
  return entitlementOf(await findQuestion(db, portal, at))
}

/** The last answer about the tariff, as the pure function wants it. */
export function licenceOf(portal: Portal): EntitlementQuestion['licence'] {
  if (portal.licenceCheckedAt === null) return null
  const { licenceCheckedAt: answeredAt, licenceFailedAt: failingSince } = portal
  return { level: levelOfPortal(portal), answeredAt, failingSince }
}

/** Whether people of this desk answer the portal now: for the buttons of a ticket. */
export async function hasPeople(db: Reader, memberId: string, deskId: string, at: Date): Promise<boolean> {
  const portal = await loadPortal(db, memberId)
  if (portal === null) return false
  const entitlement = await findEntitlement(db, portal, at)
  return entitlement.deskId === deskId && entitlement.people.entitled
}

/** Which desk answers the portal, and whether it has people for it; for a new ticket the caller has locked the portal's row. */
export async function findAnswering(
  { tx, at }: ReadAt,
  portal: Portal,
): Promise<{ deskId: string; hasPeople: boolean }> {
  const entitlement = await findEntitlement(tx, portal, at)
  if (entitlement.deskId === null) throw new Refusal('no_standard_desk')
  return { deskId: entitlement.deskId, hasPeople: entitlement.people.entitled }
}

export async function findAnsweringFor(unit: UnitOfWork, memberId: string): ReturnType<typeof findAnswering> {
  const portal = await lockPortal(unit, memberId)
  if (portal === null) throw new Refusal('portal_not_installed')
  return findAnswering(unit, portal)
}

/** For pages: where the portal is switched meanwhile, the next page shows it. */
export async function findAnsweringDesk(now: ReadAt, memberId: string): Promise<string> {
  const portal = await loadPortal(now.tx, memberId)
  if (portal === null) throw new Refusal('portal_not_installed')
  return (await findAnswering(now, portal)).deskId
}

/** Whether new tickets of this portal would go to this desk. */
export async function isAnsweredBy(
  db: Reader,
  { deskId, memberId }: { deskId: string; memberId: string },
  at: Date,
): Promise<boolean> {
  const portal = await loadPortal(db, memberId)
  return portal !== null && (await findEntitlement(db, portal, at)).deskId === deskId
}

/** E9: by the version on which this client is. */
async function answering(db: Reader, desk: desks.Desk, memberId: string, at: Date): Promise<AnsweringDesk> {
  const { regulation } = await termsFor({ tx: db, at }, { deskId: desk.deskId, memberId })
  return { deskId: desk.deskId, deskName: desk.name, regulation }
}
