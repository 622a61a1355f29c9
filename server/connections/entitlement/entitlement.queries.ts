import type { Reader } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { ReadAt, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { levelOfPortal, type Portal } from '#server/portals/domain/portal.ts'
import { lockPortal } from '#server/portals/feature.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import {
  datesJson,
  fromDatesJson,
  inForceOf,
  regulationOfVersion,
  type DatesJson,
} from '#server/regulations/regulation.queries.ts'
import { findPossibleDesks, type PossibleDesk } from './answering.sql.ts'
import {
  entitlementOf,
  whoAnswers,
  type AnsweringDesk,
  type Entitlement,
  type EntitlementQuestion,
} from './domain/entitlement.ts'

type KnownDesk = AnsweringDesk & { version: number }

/**
 * The facts of E1 gathered for the pure function: tariff, connection, standard desk, and the instant. Helpers beside people are found
 * by whoever shows them.
 */
export async function findQuestion(db: Reader, portal: Portal, at: Date): Promise<EntitlementQuestion<KnownDesk>> {
  const { connected, standard } = await findPossibleDesks(db, { memberId: portal.memberId, datesOf: datesJson }, at)
  return {
    licence: licenceOf(portal),
    connection: connected === null ? null : { ...(await withTerms(db, connected, at)), endsAt: connected.endsAt },
    standardDesk: standard === null ? null : await withTerms(db, standard, at),
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
  const answering = whoAnswers(await findQuestion(db, portal, at))
  return answering.desk?.deskId === deskId && answering.hasPeople
}

/**
 * Which desk answers the portal, and whether it has people for it; for a new ticket the caller has locked the portal's row, so that
 * what was read on the way (`known`) stays true until the end of the transaction.
 */
export async function findAnswering({ tx, at }: ReadAt, portal: Portal) {
  const { desk, hasPeople: has } = whoAnswers(await findQuestion(tx, portal, at))
  if (desk === null) throw new Refusal('no_standard_desk')
  const { deskId, deskName, version, regulation } = desk
  return { deskId, hasPeople: has, known: { portal, deskName, terms: { version, regulation } } }
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
  return portal !== null && whoAnswers(await findQuestion(db, portal, at)).desk?.deskId === deskId
}

/** Which desk answers a portal on a free tariff; null on any other tariff, and where none answers. */
export async function findDeskOfFree(db: Reader, memberId: string, at: Date): Promise<string | null> {
  const portal = await loadPortal(db, memberId)
  if (portal === null || levelOfPortal(portal) !== 'free') return null
  return whoAnswers(await findQuestion(db, portal, at)).desk?.deskId ?? null
}

/** E9: by the version on which this client is. */
async function withTerms(
  db: Reader,
  { deskId, deskName, version, dates }: PossibleDesk<DatesJson>,
  at: Date,
): Promise<KnownDesk> {
  if (version === null)
    return { deskId, deskName, ...(await inForceOf(db, { deskId, dates: fromDatesJson(dates) }, at)) }
  return { deskId, deskName, version, regulation: await regulationOfVersion(db, deskId, version) }
}
