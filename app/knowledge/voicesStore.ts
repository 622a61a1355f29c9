import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ArticleVoices } from '#contract/knowledge/voices.types.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** A5: what readers say of one article of the desk. */
export const useVoicesStore = defineStore('voices', () => {
  const call = useCall()
  const articleId = shallowRef('')
  const { value, read, forget } = useResource<ArticleVoices>(() =>
    call('readArticleVoices', { articleId: articleId.value }),
  )

  async function show(id: string): Promise<void> {
    if (articleId.value !== id) forget()
    articleId.value = id
    await read()
  }

  return { articleId, voices: value, show }
})
