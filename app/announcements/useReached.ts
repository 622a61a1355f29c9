import { useDebounceFn } from '@vueuse/core'
import { shallowRef, watch, type ShallowRef } from 'vue'
import type { Audience, AudienceCount } from '#contract/announcements/types.ts'
import { useDeskAnnouncementsStore } from './announcementsStore.ts'

const settleMs = 300

/** How many clients an announcement to these would reach now; null while that is not known. */
export function useReached(audience: () => Audience): Readonly<ShallowRef<AudienceCount | null>> {
  const store = useDeskAnnouncementsStore()
  const reached = shallowRef<AudienceCount | null>(null)
  let newest = 0
  async function count(): Promise<void> {
    newest += 1
    const asked = newest
    const found = await store.countAudience(audience()).catch(() => null)
    if (asked === newest) reached.value = found
  }
  const countSoon = useDebounceFn(count, settleMs)
  watch(audience, () => {
    newest += 1
    reached.value = null
    void countSoon()
  })
  void count()
  return reached
}
