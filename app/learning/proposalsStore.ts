import { defineStore } from 'pinia'
import type { ProposePhrasingsInput } from '#contract/assistant/proposals.types.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** A4: whether a language model can be asked how people ask for an article, and what it says. */
export const useProposalsStore = defineStore('proposals', () => {
  const call = useCall()
  const { value: isOn, read } = useResource(async () => (await call('readPhrasingHelp', {})).isOn)

  async function propose(article: ProposePhrasingsInput): Promise<string[]> {
    return (await call('proposePhrasings', article)).phrasings
  }

  return { isOn, read, propose }
})
