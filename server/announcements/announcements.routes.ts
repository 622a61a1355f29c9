import type { Announcements, AnnouncementsPage } from '#contract/announcements/types.ts'
import type { ClientActor, StaffActor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { readCursor, writeCursor, type TimedPlace } from '#server/platform/http/cursor.ts'
import { closeAnnouncement, publishAnnouncement, updateAnnouncement } from './announcements.commands.ts'
import type { ServedPort } from './announcements.port.ts'
import { presentToClient, presentToDesk } from './announcements.present.ts'
import { findReached, findShownTo } from './announcements.queries.ts'
import { listOfDesk } from './announcements.sql.ts'

export type AnnouncementRouteName =
  | 'readAnnouncements'
  | 'closeAnnouncement'
  | 'listAnnouncements'
  | 'publishAnnouncement'
  | 'updateAnnouncement'
  | 'countAudience'

const firstPage = { after: null, limit: 30 }

/** D3: what a desk announces, for both sides. */
export function announcementRoutes(deps: ServedPort & { db: Db; addJob: AddJob }): Handlers<AnnouncementRouteName> {
  const { db } = deps
  const readBy = async ({ memberId, userId }: ClientActor, at: Date): Promise<Announcements> => {
    const shown = await findShownTo({ tx: db, at }, deps, { memberId, userId })
    return { announcements: shown.map(presentToClient) }
  }
  const listFor = async (
    { desk: { deskId, role } }: StaffActor,
    { after, limit }: { after: TimedPlace | null; limit: number },
  ): Promise<AnnouncementsPage> => {
    const found = await listOfDesk(db, deskId, { after, limit: limit + 1 })
    const page = found.slice(0, limit)
    const last = page.at(-1)
    return {
      announcements: page.map(presentToDesk),
      canPublish: role !== 'agent',
      nextCursor:
        found.length > limit && last !== undefined
          ? writeCursor({ at: last.publishedAt, id: last.announcementId })
          : null,
    }
  }
  return {
    readAnnouncements: (_input, { actor, at }) => readBy(actor, at),
    async closeAnnouncement(input, { actor, at, transaction }) {
      await transaction((unit) => closeAnnouncement(unit, deps, actor, input))
      return readBy(actor, at)
    },
    listAnnouncements: ({ cursor, limit }, { actor }) =>
      listFor(actor, { after: cursor === undefined ? null : readCursor(cursor), limit }),
    async publishAnnouncement(input, { actor, transaction }) {
      await transaction((unit) => publishAnnouncement(unit, deps, actor, input))
      return listFor(actor, firstPage)
    },
    async updateAnnouncement(input, { actor, transaction }) {
      await transaction((unit) => updateAnnouncement(unit, deps, actor, input))
      return listFor(actor, firstPage)
    },
    async countAudience({ audience }, { actor, at }) {
      const { served, reached } = await findReached({ tx: db, at }, deps, { deskId: actor.desk.deskId, audience })
      return { reached: reached.length, served }
    },
  }
}
