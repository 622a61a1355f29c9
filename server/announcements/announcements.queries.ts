import { listLivePlans } from '#server/billing/accounts/accounts.queries.ts'
import { termsFor } from '#server/connections/versions/terms.queries.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import { editionOf } from '#server/portals/domain/licence.ts'
import { levelOfPortal } from '#server/portals/domain/portal.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
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
  { listServed }: Pick<ServedPort, 'listServed'>,
  { deskId, announcementId }: { deskId: string; announcementId: string },
): Promise<string[]> {
  const known = await findSaid(now.tx, announcementId)
  if (known === null || known.deskId !== deskId) return []
  const concerned: string[] = []
  for (const memberId of await listServed(now.tx, deskId)) {
    const facts = await factsOf(now, { deskId, memberId }, [known])
    if (facts !== null && concerns(known.audience, facts)) concerned.push(memberId)
  }
  return concerned
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

type Client = { deskId: string; memberId: string }

/** What these announcements ask of a portal. */
async function factsOf(
  now: ReadAt,
  client: Client,
  asking: readonly Pick<Said, 'audience'>[],
): Promise<PortalFacts | null> {
  const { memberId } = client
  const portal = await loadPortal(now.tx, memberId)
  if (portal === null) return null
  const standing = asking.some(({ audience }) => asksForStanding(audience)) ? await standingOf(now, client) : null
  return { memberId, level: levelOfPortal(portal), edition: editionOf({ license: portal.licence.licence }), standing }
}

async function standingOf(now: ReadAt, { deskId, memberId }: Client): Promise<Standing> {
  const { version } = await termsFor(now, { deskId, memberId })
  const live = await listLivePlans(now.tx, { deskId, memberIds: [memberId] }, now.at)
  return { version, plans: (live.get(memberId) ?? []).map(({ code }) => code) }
}
