import { useConditionsStore } from './conditionsStore.ts'

/** What a partner promises, for those who are asked whether to connect it (E8, C3): by its code, or by its offer (E11). */
export function usePreviewedConditions() {
  const { ofCode, fileOfCode, ofOffer, fileOfOffer } = useConditionsStore()
  return { ofCode, fileOfCode, ofOffer, fileOfOffer }
}
