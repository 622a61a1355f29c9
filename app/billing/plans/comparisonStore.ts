import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { RouteInput } from '#contract/routes.ts'
import { useResource } from '#app/lib/useResource.ts'
import { useCall } from '#app/lib/api.ts'

type Asked = RouteInput<'comparePlans'>

/** What work would have cost under each plan; what was asked last is what is shown. */
export const useComparisonStore = defineStore('billingComparison', () => {
  const call = useCall()
  const asked = shallowRef<Asked>({ account: { side: 'client', deskId: null }, work: { by: 'past', days: 90 } })
  const { value: comparison, reason, isReading: isBusy, read } = useResource(() => call('comparePlans', asked.value))

  async function show(wanted: Asked): Promise<void> {
    // Another client's numbers, or another kind of work, are not what is asked for now; a moved slider keeps the picture.
    if (
      wanted.work.by !== asked.value.work.by ||
      JSON.stringify(wanted.account) !== JSON.stringify(asked.value.account)
    ) {
      comparison.value = null
    }
    asked.value = wanted
    await read()
  }

  return { asked, comparison, reason, isBusy, read: () => show(asked.value), show }
})
