import { defineStore } from 'pinia'
import type { SetPaymentDetailsInput } from '#contract/billing/orders.types.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** Where the clients of this desk pay. */
export const usePaymentDetailsStore = defineStore('paymentDetails', () => {
  const call = useCall()
  const { value: stored, reason, read, keep } = useResource(() => call('readPaymentDetails', {}))

  async function save(input: SetPaymentDetailsInput): Promise<void> {
    keep(await call('setPaymentDetails', input))
  }

  return { stored, reason, read, save }
})
