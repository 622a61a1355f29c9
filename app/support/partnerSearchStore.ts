import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { AskForPartnerInput } from '#contract/connections/partnerRequests.types.ts'
import type { CodePreview } from '#contract/connections/types.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'
import { useSupportStore } from './supportStore.ts'

/** E11: this portal's search for a partner. */
export const usePartnerSearchStore = defineStore('partnerSearch', () => {
  const call = useCall()
  const support = useSupportStore()
  const { value: search, reason, read, keep } = useResource(() => call('readPartnerSearch', {}))
  const request = computed(() => search.value?.request ?? null)
  /** The desk that has the request now, or the one that has answered. */
  const holder = computed(() =>
    request.value?.handovers.findLast(({ status }) => status === 'waiting' || status === 'offered'),
  )

  async function ask(asked: AskForPartnerInput): Promise<void> {
    keep(await call('askForPartner', asked))
  }

  async function withdraw(requestId: string): Promise<void> {
    keep(await call('withdrawPartnerRequest', { requestId }))
  }

  const preview = (handoverId: string): Promise<CodePreview> => call('previewOffer', { handoverId })

  /** The switch itself: the whole picture of the support is another one then. */
  async function take(handoverId: string, stateToken: string): Promise<void> {
    await call('takeOffer', { handoverId, stateToken })
    await Promise.all([support.load(), read()])
  }

  return { search, request, holder, reason, read, ask, withdraw, preview, take }
})
