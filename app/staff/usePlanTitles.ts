import { computed, type ComputedRef } from 'vue'
import { language } from '#app/lib/i18n.ts'
import { useDesk } from './useDesk.ts'

/** Titles of the desk's plans in the reader's language, by their code. */
export function usePlanTitles(): ComputedRef<ReadonlyMap<string, string>> {
  const { desk } = useDesk()
  return computed(() => new Map((desk.value?.plans ?? []).map(({ code, title }) => [code, title[language.value]])))
}
