import { defineStore } from 'pinia'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** E7: the public page of the reader's desk, and what was asked there. */
export const useHelpStore = defineStore('help', () => {
  const call = useCall()
  const { value: known, reason, read, keep } = useResource(() => call('readHelpPage', {}))

  async function setPage(slug: string | null): Promise<void> {
    keep(await call('setHelpPage', { slug }))
  }

  async function endQuestion(questionId: string): Promise<void> {
    keep(await call('endHelpQuestion', { questionId }))
  }

  return { known, reason, read, setPage, endQuestion }
})
