import { defineStore } from 'pinia'
import type { RouteInput } from '#contract/routes.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** D4: what the reader has chosen of what the product tells them, and in which way. */
export const useNoticesStore = defineStore('notices', () => {
  const call = useCall()
  const { value: own, reason, read, keep } = useResource(() => call('readOwnNotifications', {}))

  async function choose(input: RouteInput<'chooseNotification'>): Promise<void> {
    keep(await call('chooseNotification', input))
  }

  async function save(input: RouteInput<'saveNotifications'>): Promise<void> {
    keep(await call('saveNotifications', input))
  }

  async function typeAddress(address: string): Promise<void> {
    keep(await call('typeMailAddress', { address }))
  }

  async function forgetAddress(): Promise<void> {
    keep(await call('forgetMailAddress', {}))
  }

  return { own, reason, read, choose, save, typeAddress, forgetAddress }
})
