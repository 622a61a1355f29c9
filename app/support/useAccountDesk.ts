import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { useSupportStore } from './supportStore.ts'

/**
 * Time is bought from partners: from the one that helps now, and what is left at one that helped before, whoever has ended that
 * (E3). Null where nobody sells and nothing was bought; empty: the desk that answers.
 */
export function useAccountDesk(): ComputedRef<string | null> {
  const store = useSupportStore()
  return computed(() => {
    const { connection = null, accountDesks = [] } = store.view ?? {}
    const [first] = accountDesks
    if (first === undefined) return null
    return accountDesks.some(({ deskId }) => deskId === connection?.deskId) ? '' : first.deskId
  })
}
