import type { Level, SupportView } from '#contract/connections/types.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { levelTexts } from './levels.texts.ts'

/** A tariff in words. A box tells no edition: until its desk's owner says that it is enterprise, it reads as what it is (E1). */
export function useLevelName(): (level: Level, edition: SupportView['edition']) => string {
  const t = useTexts(levelTexts)
  return (level, edition) => {
    if (edition === 'cloud') return t(`level_${level}`)
    return level === 'enterprise' ? t('boxEnterprise') : t('boxUnknown')
  }
}
