import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { useSupportStore } from './supportStore.ts'

/** Time is bought from partners: from the one that helps now, and what is left at one that helped before. */
export function useHasAccount(): ComputedRef<boolean> {
  const store = useSupportStore()
  return computed(() => {
    const { connection = null, formerDesks = [] } = store.view ?? {}
    return connection !== null || formerDesks.length > 0
  })
}
