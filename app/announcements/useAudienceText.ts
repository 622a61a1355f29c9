import type { Audience } from '#contract/announcements/types.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { usePlanTitles } from '#app/staff/usePlanTitles.ts'
import { announcingTexts } from './announcing.texts.ts'

/** Whom an announcement concerns, in a few words. */
export function useAudienceText(): (audience: Audience) => string {
  const t = useTexts(announcingTexts)
  const titles = usePlanTitles()
  return ({ editions, levels, memberIds, plans, versions }) => {
    const parts = [
      editions.map((edition) => t(`edition_${edition}`)).join(', '),
      levels.map((one) => t(`level_${one}`)).join(', '),
      plans.length === 0
        ? ''
        : t('plansNamed', { plans: plans.map((code) => titles.value.get(code) ?? code).join(', ') }),
      versions.length === 0
        ? ''
        : t('versionsNamed', { versions: versions.toSorted((one, other) => one - other).join(', ') }),
      memberIds.length === 0 ? '' : t('clientsNamed', { count: memberIds.length }),
    ].filter((part) => part !== '')
    return parts.length === 0 ? t('forAll') : t('forSome', { whom: parts.join('; ') })
  }
}
