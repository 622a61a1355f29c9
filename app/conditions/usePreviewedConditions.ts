import { useConditionsStore } from './conditionsStore.ts'

/** What a partner promises, for those who are asked whether to connect it (E8, C3). */
export function usePreviewedConditions() {
  const { ofCode, fileOfCode } = useConditionsStore()
  return { ofCode, fileOfCode }
}
