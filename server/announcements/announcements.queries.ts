import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import { editionOf } from '#server/portals/domain/licence.ts'
import { levelOfPortal } from '#server/portals/domain/portal.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import type { ServedPort } from './announcements.port.ts'
import { listRecent, type ListedAnnouncement } from './announcements.sql.ts'
import { concerns } from './domain/audience.ts'

export { listPublic } from './announcements.sql.ts'

/** D3: what the desk that answers this portal now announces to it, by what the portal is now. The newest first. */
export async function findShownTo(
  now: ReadAt,
  { answeringDesk }: Pick<ServedPort, 'answeringDesk'>,
  { memberId, userId }: { memberId: string; userId: number },
): Promise<ListedAnnouncement[]> {
  const portal = await loadPortal(now.tx, memberId)
  if (portal === null) return []
  const deskId = await answeringDesk(now, memberId)
  const facts = { memberId, level: levelOfPortal(portal), edition: editionOf({ license: portal.licence.licence }) }
  return (await listRecent(now, { deskId, memberId, userId })).filter(({ audience }) => concerns(audience, facts))
}
