import { workdayMinutes } from '#contract/common.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { Target } from '#contract/regulations/promises.types.ts'
import type { Level } from '#contract/connections/types.ts'
import { useFormat } from '#app/lib/format.ts'
import { language, useTexts } from '#app/lib/i18n.ts'
import { regulationTexts } from './regulation.texts.ts'
import { weekHours } from './weekHours.ts'

export const levelKey = {
  free: 'levelFree',
  basic: 'levelBasic',
  standard: 'levelStandard',
  professional: 'levelProfessional',
  enterprise: 'levelEnterprise',
} as const satisfies Record<Level, string>

/** Promises in sentences, in the language of the page. */
export function usePromiseTexts() {
  const t = useTexts(regulationTexts)
  const format = useFormat()

  function hoursOf(regulation: Regulation, name: string): string {
    const calendar = regulation.calendars[name]
    if (calendar === undefined) return name
    return (
      weekHours(calendar)
        // A line may not break between the two times: their dash would let it.
        .map(({ weekdays, from, to }) => `${format.weekdays(weekdays)} ${from}\u2060–\u2060${to}`)
        .join('; ')
    )
  }

  function within(regulation: Regulation, target: Target): string {
    const { within: promised } = target
    if (promised.by === 'time') {
      return t('withinTime', {
        time: format.minutes(promised.minutes, dayMinutesOf(regulation, promised.calendar)),
        hours: hoursOf(regulation, promised.calendar),
      })
    }
    return promised.nextDayAfter === null
      ? t('withinEndOfDay')
      : t('withinEndOfDayUnless', { time: promised.nextDayAfter })
  }

  /** Which tickets a promise is made to, and what it says. */
  function targetLine(regulation: Regulation, target: Target): { who: string; within: string } {
    const { categories, priorities, plans, coupon } = target
    const who = [
      ...(coupon ? [t('byCoupon')] : []),
      ...(categories === null ? [] : [titlesOf(regulation.categories, categories)]),
      ...(priorities === null ? [] : [titlesOf(regulation.priorities, priorities)]),
      ...(plans === null ? [] : [t('ofPlan', { plans: titlesOf(regulation.plans, plans) })]),
    ]
    return { who: who.length === 0 ? t('anyTicket') : who.join('; '), within: within(regulation, target) }
  }

  return { targetLine }
}

/** How long a day of this calendar is; null where its days differ. */
function dayMinutesOf({ calendars }: Regulation, name: string): number | null {
  const calendar = calendars[name]
  return calendar === undefined ? null : workdayMinutes(calendar.weekly)
}

function titlesOf(items: readonly { code: string; title: Regulation['title'] }[], codes: readonly string[]): string {
  return codes.map((code) => items.find((item) => item.code === code)?.title[language.value] ?? code).join(', ')
}
