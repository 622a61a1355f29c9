import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { useSupportStore } from './supportStore.ts'

/** Where nobody would answer there is nothing to open; the start page says what brings people (E1). */
export function useCanWrite(): ComputedRef<boolean> {
  const store = useSupportStore()
  return computed(() => store.view?.entitlement.people.entitled !== false)
}
