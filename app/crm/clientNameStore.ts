import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { NamedClient } from '#contract/connections/types.ts'
import { useCall } from '#app/lib/api.ts'

/** What the desk calls its clients: the newest answer, until the pages have read it themselves. */
export const useClientNameStore = defineStore('deskClientName', () => {
  const call = useCall()
  const named = shallowRef<NamedClient | null>(null)

  async function setName(memberId: string, name: string | null): Promise<void> {
    named.value = await call('nameClient', { memberId, name })
  }

  return { named, setName }
})
