import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ParsedInput } from '#contract/routes.ts'
import type { CalendarYearView, CheckedRegulation, PublishRegulationInput } from '#contract/regulations/types.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** What this desk promises, what it is about to promise, and the text of a version that is being written. */
export const useRegulationStore = defineStore('deskRegulation', () => {
  const call = useCall()
  const { value: view, reason, read, keep } = useResource(() => call('readRegulation', {}))
  /** Stays while its writer looks at other pages; null while nobody writes. */
  const draft = shallowRef<string | null>(null)
  const countries = shallowRef<readonly string[]>([])

  async function startFrom(source: ParsedInput<'readRegulationDocument'>): Promise<void> {
    const { document, countries: known } = await call('readRegulationDocument', source)
    countries.value = known
    draft.value = JSON.stringify(document, null, 2)
  }

  async function check(document: Record<string, unknown>): Promise<CheckedRegulation> {
    return call('checkRegulation', { document })
  }

  async function publish(input: PublishRegulationInput): Promise<void> {
    keep(await call('publishRegulation', input))
    draft.value = null
  }

  async function withdraw(version: number): Promise<void> {
    keep(await call('withdrawRegulation', { version }))
  }

  function readCalendarYear(input: ParsedInput<'readCalendarYear'>): Promise<CalendarYearView> {
    return call('readCalendarYear', input)
  }

  return { readCalendarYear, countries, view, reason, draft, read, startFrom, check, publish, withdraw }
})
