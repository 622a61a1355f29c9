import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { FoundClient, QueueQuery, QueueView } from '#contract/tickets/queue.types.ts'
import { call } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** The reader's own saved lists, and the clients by whom a queue can be narrowed. */
export const useQueueStore = defineStore('queue', () => {
  const { value, reason, read, keep } = useResource(() => call('readViews', {}))
  const clients = shallowRef<readonly FoundClient[]>([])
  let asked = 0

  async function save(view: QueueView): Promise<void> {
    keep(await call('saveView', view))
  }

  async function remove(viewId: string): Promise<void> {
    keep(await call('deleteView', { viewId }))
  }

  /** Of several questions on their way only the answer to the last one counts. */
  async function findClients(search: string): Promise<void> {
    asked += 1
    const question = asked
    const { clients: found } = await call('findClients', { search })
    if (question === asked) clients.value = found
  }

  return { value, reason, clients, read, save, remove, findClients }
})

/** Whether two queries ask for the same. */
export function isSameQuery(one: QueueQuery, other: QueueQuery): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...keys].every((key) => Reflect.get(one, key) === Reflect.get(other, key))
}
