import { defineStore } from 'pinia'
import type { RouteInput } from '#contract/routes.ts'
import { useCall } from '#app/lib/api.ts'
import { useKeyedResource } from '#app/lib/useResource.ts'

/** D8: who of the desk's people looks after a client, by its portal. */
export const useManagerStore = defineStore('clientManagers', () => {
  const call = useCall()
  const managerOf = useKeyedResource(
    (memberId: string) => call('readManager', { memberId }),
    (memberId) => memberId,
  )

  async function set(input: RouteInput<'setManager'>): Promise<void> {
    managerOf(input.memberId).keep(await call('setManager', input))
  }

  return { managerOf, set }
})
