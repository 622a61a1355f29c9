import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { useSupportStore } from './supportStore.ts'

/**
 * Time is bought from partners: from the one that helps now, and what is left at one that helped before, whoever has ended that
 * (E3). Null where there was none; empty: the desk that answers.
 */
export function useAccountDesk(): ComputedRef<string | null> {
  const store = useSupportStore()
  return computed(() => {
    const { connection = null, accountDesks = [] } = store.view ?? {}
    return connection === null ? (accountDesks[0]?.deskId ?? null) : ''
  })
}
