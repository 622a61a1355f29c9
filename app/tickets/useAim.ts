import { nextTick, shallowRef, watch, type Ref } from 'vue'
import type { Row } from './timelineRows.ts'

/** So many pages are read for a message further up; who is led to something older scrolls. */
const mostPages = 50

/**
 * P2: a link leads to one message. Where it has not been read yet, earlier pages are read until it is there; then the conversation
 * is placed at it, once. `aimed`: the row that was found.
 */
export function useAim(
  now: () => { aim: string | null; rows: readonly Row[]; hasEarlier: boolean; isLoadingEarlier: boolean },
  readEarlier: () => void,
  place: (aim: string) => Promise<void>,
): { aimed: Ref<string | null> } {
  const aimed = shallowRef<string | null>(null)
  let pages = 0

  watch(
    () => now().aim,
    () => (pages = 0),
  )
  watch(
    () => [now().aim, now().rows, now().isLoadingEarlier] as const,
    async ([aim, rows, isLoading]) => {
      if (aim === null || aim === aimed.value) return
      if (rows.some(({ key }) => key === aim)) {
        aimed.value = aim
        await nextTick()
        await place(aim)
      } else if (now().hasEarlier && !isLoading && pages < mostPages) {
        pages += 1
        readEarlier()
      }
    },
    { immediate: true, flush: 'post' },
  )
  return { aimed }
}
