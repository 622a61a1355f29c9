import { defineStore } from 'pinia'
import type { DeskRole } from '#contract/session.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** The desk itself and who works at it. */
export const useDeskStore = defineStore('desk', () => {
  const call = useCall()
  const { value: desk, reason, read, keep } = useResource(() => call('readDesk', {}))

  async function setRole(userId: number, role: DeskRole): Promise<void> {
    keep(await call('setStaff', { userId, role }))
  }

  async function remove(userId: number): Promise<void> {
    keep(await call('setStaff', { userId, role: null }))
  }

  return { desk, reason, read, setRole, remove }
})
