import { defineStore } from 'pinia'
import type { FileLimits, FileSettings } from '#contract/tickets/files.types.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** How long the desk keeps files, and how much room they take. */
export const useFileKeepingStore = defineStore('fileKeeping', () => {
  const call = useCall()
  const { value, reason, read, keep } = useResource(
    async (): Promise<{ settings: FileSettings; limits: FileLimits }> => {
      const [settings, limits] = await Promise.all([call('readFileSettings', {}), call('readFileLimits', {})])
      return { settings, limits }
    },
  )

  async function save(settings: FileSettings): Promise<void> {
    const saved = await call('saveFileSettings', settings)
    if (value.value !== null) keep({ ...value.value, settings: saved })
  }

  return { keeping: value, reason, read, save }
})
