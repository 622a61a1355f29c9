import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type {
  Audience,
  AudienceCount,
  DeskAnnouncement,
  PublishAnnouncementInput,
  UpdateAnnouncementInput,
} from '#contract/announcements/types.ts'
import { useCall } from '#app/lib/api.ts'
import { usePagedList } from '#app/lib/usePagedList.ts'
import { useResource } from '#app/lib/useResource.ts'

/** D3: what the desk that answers this portal announces to it. */
export const useAnnouncementsStore = defineStore('announcements', () => {
  const call = useCall()
  const { value: known, reason, read, keep } = useResource(() => call('readAnnouncements', {}))

  async function close(announcementId: string, number: number): Promise<void> {
    keep(await call('closeAnnouncement', { announcementId, number }))
  }

  return { known, reason, read, close }
})

const pageSize = 30

/** D3: what the reader's desk announces. */
export const useDeskAnnouncementsStore = defineStore('deskAnnouncements', () => {
  const call = useCall()
  const canPublish = shallowRef(false)
  const list = usePagedList<DeskAnnouncement, string>(
    async (cursor) => {
      const page = await call('listAnnouncements', { limit: pageSize, ...(cursor !== null && { cursor }) })
      canPublish.value = page.canPublish
      return { rows: page.announcements, next: page.nextCursor }
    },
    ({ announcementId }) => announcementId,
  )

  async function publish(input: PublishAnnouncementInput): Promise<void> {
    await call('publishAnnouncement', input)
    await list.read()
  }

  async function update(input: UpdateAnnouncementInput): Promise<void> {
    await call('updateAnnouncement', input)
    await list.read()
  }

  function countAudience(audience: Audience): Promise<AudienceCount> {
    return call('countAudience', { audience })
  }

  /** Those whom an announcement may name. */
  const { value: clients, read: readClients } = useResource(async () =>
    (await call('listConnections', {})).connections.filter(({ endedAt }) => endedAt === null),
  )

  return { ...list, canPublish, publish, update, countAudience, clients, readClients }
})
