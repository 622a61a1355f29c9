import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { DeliveryOutcome, DeliveryPage } from '#contract/notifications/deliveries.types.ts'
import { useCall } from '#app/lib/api.ts'
import { usePagedList } from '#app/lib/usePagedList.ts'

/** D4: what became of the desk's notifications, the newest first. */
export const useDeliveriesStore = defineStore('deliveries', () => {
  const call = useCall()
  const outcome = shallowRef<DeliveryOutcome | 'all'>('failed')
  const list = usePagedList<DeliveryPage['deliveries'][number], string>(
    async (cursor) => {
      const page = await call('listDeliveries', {
        ...(outcome.value !== 'all' && { outcome: outcome.value }),
        ...(cursor !== null && { cursor }),
      })
      return { rows: page.deliveries, next: page.nextCursor }
    },
    ({ deliveryId }) => deliveryId,
  )

  function narrow(chosen: DeliveryOutcome | 'all'): Promise<void> {
    outcome.value = chosen
    return list.readAnew()
  }

  const { shown, reason, isReadingMore, read, readMore } = list
  return { outcome, shown, reason, isReadingMore, read, readMore, narrow }
})
