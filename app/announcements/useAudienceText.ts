import type { Audience } from '#contract/announcements/types.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { announcingTexts } from './announcing.texts.ts'

/** Whom an announcement concerns, in a few words. */
export function useAudienceText(): (audience: Audience) => string {
  const t = useTexts(announcingTexts)
  return ({ editions, levels, memberIds }) => {
    const parts = [
      editions.map((edition) => t(`edition_${edition}`)).join(', '),
      levels.map((one) => t(`level_${one}`)).join(', '),
      memberIds.length === 0 ? '' : t('clientsNamed', { count: memberIds.length }),
    ].filter((part) => part !== '')
    return parts.length === 0 ? t('forAll') : t('forSome', { whom: parts.join('; ') })
  }
}
