import { defineStore } from 'pinia'
import type { RouteInput } from '#contract/routes.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

export type ContactKind = RouteInput<'namePerson'>['as']

/** The client's settings: who works with support, in which language and about what the application writes (E2). */
export const useSettingsStore = defineStore('settings', () => {
  const call = useCall()
  const { value: settings, reason, read, keep } = useResource(() => call('readSettings', {}))

  async function save(input: RouteInput<'saveSettings'>): Promise<void> {
    keep(await call('saveSettings', input))
  }

  async function name(userId: number, as: ContactKind): Promise<void> {
    keep(await call('namePerson', { userId, as }))
  }

  async function unname(userId: number): Promise<void> {
    keep(await call('removeContact', { userId }))
  }

  return { settings, reason, read, save, name, unname }
})
