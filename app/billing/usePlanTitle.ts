import type { PackageView } from '#contract/billing/accounts.types.ts'
import { language, useTexts } from '#app/lib/i18n.ts'
import { planTitleTexts } from './planTitle.texts.ts'

/** A plan that the regulation does not have any more keeps its code. */
export function usePlanTitle(): (plan: Pick<PackageView, 'planCode' | 'planTitle'>) => string {
  const t = useTexts(planTitleTexts)
  return ({ planCode, planTitle }) => planTitle?.[language.value] ?? t('planGone', { code: planCode })
}
