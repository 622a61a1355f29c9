import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { QueuePlace } from '#contract/tickets/queue.types.ts'
import { useCall } from '#app/lib/api.ts'
import { toApiError } from '#app/lib/apiError.ts'

/** Where the ticket on this page stands in the queue; null while it does not wait, or nobody could say. */
export const useQueuePlaceStore = defineStore('queuePlace', () => {
  const call = useCall()
  const place = shallowRef<{ ticketId: string; place: QueuePlace | null } | null>(null)

  async function read(ticketId: string): Promise<void> {
    try {
      place.value = { ticketId, ...(await call('readPlace', { ticketId })) }
    } catch (error) {
      // The number is no more than a help: without an answer the last one stands until the next question.
      toApiError(error)
    }
  }

  return { place, read }
})
