import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { TermsChange } from '#contract/connections/versions.types.ts'
import { useCall } from '#app/lib/api.ts'

/** What another version of the partner's regulation changes for this portal; read when somebody wants to see it. */
export const useTermsChangeStore = defineStore('termsChange', () => {
  const call = useCall()
  const change = shallowRef<TermsChange | null>(null)

  async function read(): Promise<void> {
    change.value = (await call('readTermsChange', {})).change
  }

  return { change, read }
})
