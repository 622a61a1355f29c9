import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { FoundClient, QueueQuery, QueueView } from '#contract/tickets/queue.types.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** The reader's own saved lists, and the clients by whom a queue can be narrowed. */
export const useQueueStore = defineStore('queue', () => {
  const call = useCall()
  const { value, reason, read, keep } = useResource(() => call('readViews', {}))
  const search = shallowRef('')
  const found = useResource<FoundClient[]>(async () => (await call('findClients', { search: search.value })).clients)

  async function save(view: QueueView): Promise<void> {
    keep(await call('saveView', view))
  }

  async function remove(viewId: string): Promise<void> {
    keep(await call('deleteView', { viewId }))
  }

  function findClients(text: string): Promise<void> {
    search.value = text
    return found.read()
  }

  return { value, reason, clients: found.value, clientsReason: found.reason, read, save, remove, findClients }
})

/** Whether two queries ask for the same. */
export function isSameQuery(one: QueueQuery, other: QueueQuery): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...keys].every((key) => Reflect.get(one, key) === Reflect.get(other, key))
}
