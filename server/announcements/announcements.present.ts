import type { Announcement, DeskAnnouncement } from '#contract/announcements/types.ts'
import type { ListedAnnouncement } from './announcements.sql.ts'

/** For a client: who wrote it and whom else it concerns are the desk's business. */
export function presentToClient(row: ListedAnnouncement): Announcement {
  return { ...windowOf(row), closed: row.closed }
}

export function presentToDesk(row: ListedAnnouncement): DeskAnnouncement {
  const { audience, publishedBy, publishedAt } = row
  return { ...windowOf(row), audience, publishedBy, publishedAt: publishedAt.toISOString() }
}

function windowOf({ announcementId, kind, startsAt, until, endedAt, said }: ListedAnnouncement) {
  return {
    announcementId,
    kind,
    from: startsAt.toISOString(),
    until: until?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    updates: said.map((update) => ({ ...update, at: new Date(update.at).toISOString() })),
  }
}
