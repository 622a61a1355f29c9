import { phaseOf } from '#contract/announcements/shown.types.ts'
import type { AnnouncementTexts, Audience } from '#contract/announcements/types.ts'
import { listLivePlans } from '#server/billing/accounts/accounts.queries.ts'
import { versionsOfEach } from '#server/connections/versions/terms.queries.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import { editionOf } from '#server/portals/domain/licence.ts'
import { levelOfPortal } from '#server/portals/domain/portal.ts'
import { loadPortals } from '#server/portals/portals.queries.ts'
import type { ServedPort } from './announcements.port.ts'
import { findSaid, listRecent, type ListedAnnouncement, type Said } from './announcements.sql.ts'
import { asksForStanding, concerns, type PortalFacts, type Standing } from './domain/audience.ts'

export { listPublic } from './announcements.sql.ts'

/** D3: what the desk that answers this portal now announces to it, by what the portal is now. The newest first. */
export async function findShownTo(
  now: ReadAt,
  { answeringDesk }: Pick<ServedPort, 'answeringDesk'>,
  { memberId, userId }: { memberId: string; userId: number },
): Promise<ListedAnnouncement[]> {
  const deskId = await answeringDesk(now, memberId)
  const recent = await listRecent(now, { deskId, memberId, userId })
  const facts = await factsOf(now, { deskId, memberId }, recent)
  return facts === null ? [] : recent.filter(({ audience }) => concerns(audience, facts))
}

/** The portals that a desk serves and that its announcement is for, as they are now. */
export async function listConcerned(
  now: ReadAt,
  served: Pick<ServedPort, 'listServed'>,
  { deskId, announcementId }: { deskId: string; announcementId: string },
): Promise<string[]> {
  const known = await findSaid(now.tx, announcementId)
  if (known === null || known.deskId !== deskId) return []
  return (await findReached(now, served, { deskId, audience: known.audience })).reached
}

/** Of the portals that a desk serves now, those that an announcement to these would be for. */
export async function findReached(
  now: ReadAt,
  { listServed }: Pick<ServedPort, 'listServed'>,
  { deskId, audience }: { deskId: string; audience: Audience },
): Promise<{ served: number; reached: string[] }> {
  const served = await listServed(now.tx, deskId)
  const facts = await factsOfEach(now, deskId, { memberIds: served, asking: [{ audience }] })
  return {
    served: served.length,
    reached: facts.filter((portal) => concerns(audience, portal)).map(({ memberId }) => memberId),
  }
}

/** What is said last of maintenance of a desk that nobody has ended in time; null where it is none, or not overdue any more. */
export async function findOverdue(
  { tx, at }: ReadAt,
  { deskId, announcementId }: { deskId: string; announcementId: string },
): Promise<{ title: AnnouncementTexts; until: Date } | null> {
  const said = await findSaid(tx, announcementId)
  if (said === null || said.deskId !== deskId || said.until === null) return null
  const { kind, startsAt, until, endedAt, title } = said
  const window = { kind, from: startsAt.toISOString(), until: until.toISOString() }
  const phase = phaseOf({ ...window, endedAt: endedAt?.toISOString() ?? null }, at)
  return phase === 'overdue' ? { title, until } : null
}

export type AnnouncedNow = Omit<Said, 'deskId' | 'audience'>

/** What is said last of an announcement, where it is for this portal and its desk answers it; else null. */
export async function findAnnouncedTo(
  now: ReadAt,
  { answeringDesk }: Pick<ServedPort, 'answeringDesk'>,
  { announcementId, memberId }: { announcementId: string; memberId: string },
): Promise<AnnouncedNow | null> {
  const said = await findSaid(now.tx, announcementId)
  if (said === null) return null
  const facts = await factsOf(now, { deskId: said.deskId, memberId }, [said])
  if (facts === null || !concerns(said.audience, facts)) return null
  return (await answeringDesk(now, memberId)) === said.deskId ? said : null
}

type Asking = readonly Pick<Said, 'audience'>[]

/** What these announcements ask of a portal. */
async function factsOf(
  now: ReadAt,
  { deskId, memberId }: { deskId: string; memberId: string },
  asking: Asking,
): Promise<PortalFacts | null> {
  const [facts] = await factsOfEach(now, deskId, { memberIds: [memberId], asking })
  return facts ?? null
}

/** The same of many, with as many questions to the database as for one. */
async function factsOfEach(
  now: ReadAt,
  deskId: string,
  { memberIds, asking }: { memberIds: readonly string[]; asking: Asking },
): Promise<PortalFacts[]> {
  const portals = await loadPortals(now.tx, memberIds)
  const asks = asking.some(({ audience }) => asksForStanding(audience))
  const standingOf = asks ? await standingsOf(now, deskId, memberIds) : () => null
  return portals.map((portal) => ({
    memberId: portal.memberId,
    level: levelOfPortal(portal),
    edition: editionOf({ license: portal.licence.licence }),
    standing: standingOf(portal.memberId),
  }))
}

async function standingsOf(
  now: ReadAt,
  deskId: string,
  memberIds: readonly string[],
): Promise<(memberId: string) => Standing> {
  const versionOf = await versionsOfEach(now, deskId, memberIds)
  const live = await listLivePlans(now.tx, { deskId, memberIds: [...memberIds] }, now.at)
  return (memberId) => ({
    version: versionOf(memberId),
    plans: (live.get(memberId) ?? []).map(({ code }) => code),
  })
}
