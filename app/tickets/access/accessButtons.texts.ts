import { catalogue } from '#contract/common.ts'

/** In the head of a ticket. */
export const accessButtonTexts = catalogue({
  ru: { ask: 'Запросить доступ', offer: 'Дать доступ' },
  uk: { ask: 'Запитати доступ', offer: 'Надати доступ' },
  en: { ask: 'Ask for access', offer: 'Give access' },
})
