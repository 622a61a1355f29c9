import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Channel } from '#contract/regulations/base.types.ts'
import type { ConnectionView } from '#contract/connections/types.ts'
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

  return { connections, live, past, reason, read, end, chooseMessenger }
})
