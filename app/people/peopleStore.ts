import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Person } from '#contract/common.ts'
import { call } from '#app/lib/api.ts'
import { toApiError } from '#app/lib/apiError.ts'
import type { ApiError } from '#app/lib/apiError.ts'

/** People of the portal by name. Of two searches on their way the later one counts. */
export const usePeopleStore = defineStore('people', () => {
  const found = shallowRef<readonly Person[] | null>(null)
  const reason = shallowRef<ApiError | null>(null)
  const isBusy = shallowRef(false)
  let newest = 0

  async function search(text: string): Promise<void> {
    newest += 1
    const mine = newest
    isBusy.value = true
    try {
      const { people } = await call('searchPeople', { search: text })
      if (mine !== newest) return
      found.value = people
      reason.value = null
    } catch (error) {
      if (mine === newest) reason.value = toApiError(error)
    } finally {
      if (mine === newest) isBusy.value = false
    }
  }

  function forget(): void {
    newest += 1
    found.value = null
    reason.value = null
    isBusy.value = false
  }

  return { found, reason, isBusy, search, forget }
})
