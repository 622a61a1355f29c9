import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Channel } from '#contract/regulations/base.types.ts'
import type { ConnectionView } from '#contract/connections/types.ts'
import type { MoveConnectionsInput } from '#contract/connections/versions.types.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** The portals that are or were connected to this desk. */
export const useConnectionsStore = defineStore('deskConnections', () => {
  const call = useCall()
  const {
    value: connections,
    reason,
    read,
    keep,
  } = useResource(async () => (await call('listConnections', {})).connections)
  /** The one in force: by it those who connect now go, and to it the others may be moved (E9). */
  const { value: regulation, read: readRegulation } = useResource(async () => {
    const { inForce } = await call('readRegulation', {})
    return inForce
  })
  const live = computed(() => (connections.value ?? []).filter(({ endedAt }) => endedAt === null))
  const past = computed(() => (connections.value ?? []).filter(({ endedAt }) => endedAt !== null))

  async function end(connectionId: string): Promise<ConnectionView> {
    const ended = await call('endConnection', { connectionId })
    keep((connections.value ?? []).map((known) => (known.connectionId === connectionId ? ended : known)))
    return ended
  }

  async function chooseMessenger(connectionId: string, messenger: Channel): Promise<void> {
    const chosen = await call('chooseMessenger', { connectionId, messenger })
    keep((connections.value ?? []).map((known) => (known.connectionId === connectionId ? chosen : known)))
  }

  async function move(moving: MoveConnectionsInput): Promise<void> {
    keep((await call('moveConnections', moving)).connections)
  }

  async function keepVersions(connectionId: string | null): Promise<void> {
    keep((await call('keepVersions', { connectionId })).connections)
  }

  return { connections, regulation, readRegulation, live, past, reason, read, end, chooseMessenger, move, keepVersions }
})
