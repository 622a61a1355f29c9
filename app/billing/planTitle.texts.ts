import { catalogue } from '#contract/common.ts'

/** Plans that the regulation does not name any more. */
export const planTitleTexts = catalogue({
  ru: {
    planGone: 'Тариф «{code}»',
  },
  uk: {
    planGone: 'Тариф «{code}»',
  },
  en: {
    planGone: 'Plan “{code}”',
  },
})
