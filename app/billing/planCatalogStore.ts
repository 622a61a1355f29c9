import { defineStore } from 'pinia'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** Who sells: of one's own desk what it has to sell, of a client the desks with which there may be an account. */
export const usePlanCatalogStore = defineStore('billingPlanCatalog', () => {
  const call = useCall()
  const { value: ownDesk, read: readOwnDesk } = useResource(() => call('readDesk', {}))
  const { value: clientDesks, read: readClientDesks } = useResource(async () => {
    return (await call('readSupport', {})).accountDesks
  })

  return { ownDesk, readOwnDesk, clientDesks, readClientDesks }
})
