import { useDebounceFn } from '@vueuse/core'
import { shallowRef, watch } from 'vue'
import type { ShallowRef } from 'vue'
import { toApiError } from '#app/lib/apiError.ts'
import type { ApiError } from '#app/lib/apiError.ts'

export interface FoundArticles<Article> {
  /** Null: nothing was asked yet. */
  articles: ShallowRef<readonly Article[] | null>
  reason: ShallowRef<ApiError | null>
}

/** What is found by a text, a moment after it was changed; the answer to the newest question counts. */
export function useFoundArticles<Article>(
  text: () => string,
  ask: (text: string) => Promise<readonly Article[]>,
  waitMs: number,
): FoundArticles<Article> {
  const articles: ShallowRef<readonly Article[] | null> = shallowRef(null)
  const reason = shallowRef<ApiError | null>(null)
  let newest = 0

  async function find(): Promise<void> {
    newest += 1
    const mine = newest
    const asked = text().trim()
    try {
      const found = asked === '' ? null : await ask(asked)
      if (mine !== newest) return
      articles.value = found
      reason.value = null
    } catch (error) {
      const failure = toApiError(error)
      if (mine === newest) reason.value = failure
    }
  }

  const findSoon = useDebounceFn(find, waitMs)
  watch(text, (now) => (now.trim() === '' ? void find() : void findSoon()), { immediate: true })
  return { articles, reason }
}
