import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { NotifiedSide } from '#contract/notifications/choices.types.ts'
import type { RouteInput } from '#contract/routes.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** D4: what the reader of this page was told of and has not seen. */
export const useShownNoticesStore = defineStore('shownNotices', () => {
  const call = useCall()
  const side = shallowRef<NotifiedSide>('client')
  /** Where the bell stands while the head of the page, its usual place, is not shown. */
  const bellPlace = shallowRef<HTMLElement | null>(null)
  const { value: shown, reason, read, keep } = useResource(() => call('readShownNotices', { side: side.value }))

  async function see(of: RouteInput<'seeNotices'>['of']): Promise<void> {
    keep(await call('seeNotices', { side: side.value, of }))
  }

  /** For which of them this page rings, and no other page of the reader. */
  async function ring(noticeIds: string[]): Promise<ReadonlySet<string>> {
    return new Set((await call('ringNotices', { side: side.value, noticeIds })).noticeIds)
  }

  return { side, bellPlace, shown, reason, read, see, ring }
})
