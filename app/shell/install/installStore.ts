import { defineStore } from 'pinia'
import type { InstallInput } from '#contract/session.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** What the application is for in this portal (C6). */
export const useInstallStore = defineStore('install', () => {
  const call = useCall()
  const { value: state, reason, read, keep } = useResource(() => call('readInstall', {}))

  async function install(input: InstallInput): Promise<void> {
    keep(await call('install', input))
  }

  return { state, reason, read, install }
})
