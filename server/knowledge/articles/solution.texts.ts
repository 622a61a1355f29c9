import { catalogue } from '#contract/common.ts'

/** A draft that is made of a ticket, in the language of its client. */
export const solutionTexts = catalogue({
  ru: {
    question: 'Вопрос',
    answer: 'Решение',
    untitled: 'Без названия',
    name: '[имя]',
    mail: '[почта]',
    phone: '[телефон]',
    address: '[адрес]',
  },
  uk: {
    question: 'Питання',
    answer: 'Рішення',
    untitled: 'Без назви',
    name: '[ім’я]',
    mail: '[пошта]',
    phone: '[телефон]',
    address: '[адреса]',
  },
  en: {
    question: 'Question',
    answer: 'Solution',
    untitled: 'Untitled',
    name: '[name]',
    mail: '[mail]',
    phone: '[phone]',
    address: '[address]',
  },
})
