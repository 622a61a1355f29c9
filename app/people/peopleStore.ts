import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** People of the portal by name. */
export const usePeopleStore = defineStore('people', () => {
  const call = useCall()
  const wanted = shallowRef('')
  const found = useResource(async () => (await call('searchPeople', { search: wanted.value })).people)

  function search(text: string): Promise<void> {
    wanted.value = text
    return found.read()
  }

  return { found: found.value, reason: found.reason, isBusy: found.isReading, search, forget: found.forget }
})
