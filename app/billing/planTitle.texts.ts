import { catalogue } from '#app/lib/i18n.ts'

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
