import { defineStore } from 'pinia'
import type { SpecialView } from '#contract/coupons/types.ts'
import { useCall } from '#app/lib/api.ts'
import { useKeyedResource } from '#app/lib/useResource.ts'

/** What is known of the special requests that are open on this page (T10). */
export const useSpecialStore = defineStore('specials', () => {
  const call = useCall()
  const specialOf = useKeyedResource<string, { special: SpecialView | null }>(
    (ticketId) => call('readSpecial', { ticketId }),
    (ticketId) => ticketId,
  )

  async function refund(ticketId: string, reason: string): Promise<void> {
    await call('refundRequest', { ticketId, reason })
    await specialOf(ticketId).read()
  }

  return {
    /** Null until it is read, and of an ordinary ticket. */
    shownOf: (ticketId: string): SpecialView | null => specialOf(ticketId).value.value?.special ?? null,
    load: (ticketId: string): Promise<void> => specialOf(ticketId).read(),
    refund,
  }
})
