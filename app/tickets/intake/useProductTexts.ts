import type { IntakeCode, ProductFacts } from '#contract/tickets/intake.types.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { intakeTexts } from './intake.texts.ts'

/** What the portal has answered, in words; empty where it has not. */
export function useProductTexts() {
  const t = useTexts(intakeTexts)
  return (code: IntakeCode, product: ProductFacts | null): string => {
    if (product === null) return ''
    if (code === 'version') return product.edition === 'cloud' ? t('cloudVersion') : ''
    if (code !== 'edition' || product.level === null) return ''
    return t(product.edition === 'cloud' ? 'inCloud' : 'inBox', { level: t(`level_${product.level}`) })
  }
}
