import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { useSupportStore } from './supportStore.ts'

/** E10: whether the desk that answers this portal has published something for it. */
export function useHasArticles(): ComputedRef<boolean> {
  const store = useSupportStore()
  return computed(() => store.view?.entitlement.helpers.includes('knowledge') === true)
}
