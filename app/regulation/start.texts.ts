import { catalogue } from '#contract/common.ts'

/** From when something holds. */
export const startTexts = catalogue({
  ru: { atOnce: 'Сразу', onDate: 'С даты', dateWrong: 'Выберите время в будущем.' },
  uk: { atOnce: 'Одразу', onDate: 'З дати', dateWrong: 'Виберіть час у майбутньому.' },
  en: { atOnce: 'At once', onDate: 'From a date', dateWrong: 'Choose a time in the future.' },
})
