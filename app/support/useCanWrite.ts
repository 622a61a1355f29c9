import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import type { SupportView } from '#contract/connections/types.ts'
import { useSupportStore } from './supportStore.ts'

/** Where neither people nor the assistant would answer there is nothing to open; the start page says what brings people (E1). */
export function useCanWrite(): ComputedRef<boolean> {
  const store = useSupportStore()
  return computed(
    () => canPeople(store.view?.entitlement) || store.view?.entitlement.helpers.includes('assistant') === true,
  )
}

/** E1: the assistant alone is asked, where no people answer. */
export function useAsksAssistant(): ComputedRef<boolean> {
  const store = useSupportStore()
  const canWrite = useCanWrite()
  return computed(() => canWrite.value && !canPeople(store.view?.entitlement))
}

function canPeople(entitlement: SupportView['entitlement'] | undefined): boolean {
  return entitlement?.people.entitled !== false
}
