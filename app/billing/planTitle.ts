import type { PackageView } from '#contract/billing/accounts.types.ts'
import { language, useTexts } from '../lib/i18n.ts'
import { accountMessages } from './accountMessages.ts'

/** A plan that the regulation does not have any more keeps its code. */
export function usePlanTitle(): (plan: Pick<PackageView, 'planCode' | 'planTitle'>) => string {
  const t = useTexts(accountMessages)
  return ({ planCode, planTitle }) => planTitle?.[language.value] ?? t('planGone', { code: planCode })
}
