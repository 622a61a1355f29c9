import { defineStore } from 'pinia'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** What this portal has of coupons, and what a special request is (T10). A code is never kept here. */
export const useOwnCouponsStore = defineStore('ownCoupons', () => {
  const call = useCall()
  const { value: own, reason, read, keep } = useResource(() => call('readOwnCoupons', {}))

  async function enter(code: string): Promise<void> {
    keep(await call('enterCoupon', { code }))
  }

  return { own, reason, read, enter }
})
