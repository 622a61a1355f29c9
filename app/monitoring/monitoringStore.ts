import { defineStore } from 'pinia'
import type { AddComponentInput, ChangeComponentInput, RotateComponentInput } from '#contract/monitoring/types.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** D3: what the reader's desk has watched. What is shown once goes to whoever asked, and is kept nowhere. */
export const useMonitoringStore = defineStore('monitoring', () => {
  const call = useCall()
  const { value: known, reason, read, keep } = useResource(() => call('readMonitoring', {}))

  async function add(input: AddComponentInput): Promise<string | null> {
    const { monitoring, shown } = await call('addComponent', input)
    keep(monitoring)
    return shown
  }

  async function change(input: ChangeComponentInput): Promise<void> {
    keep(await call('changeComponent', input))
  }

  async function rotate(input: RotateComponentInput): Promise<string | null> {
    const { monitoring, shown } = await call('rotateComponent', input)
    keep(monitoring)
    return shown
  }

  async function remove(componentId: string): Promise<void> {
    keep(await call('removeComponent', { componentId }))
  }

  async function setStatusPage(slug: string | null): Promise<void> {
    keep(await call('setStatusPage', { slug }))
  }

  return { known, reason, read, add, change, rotate, remove, setStatusPage }
})
