import type { InThree } from '#contract/common.ts'

/** Why a ticket is declined, where the regulation has no such reason of its own (T6). */
export const outOfScopeTexts: InThree = {
  ru: 'Не входит в поддержку',
  uk: 'Не входить до підтримки',
  en: 'Outside of support',
}
