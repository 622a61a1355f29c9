import type { Language } from '#contract/common.ts'

type AdoptedText = (country: string, year: number) => string

/** What an owner reads when a release has brought the official calendar of a year. */
export const calendarTexts: Record<Language, AdoptedText> = {
  ru: (country, year) =>
    `Принят официальный календарь на ${year} год: ${nameOf(country, 'ru')}. Сроки открытых обращений пересчитаны по нему, изменения видны в обращениях. Посмотреть дни и назначить свои можно в регламенте.`,
  uk: (country, year) =>
    `Прийнято офіційний календар на ${year} рік: ${nameOf(country, 'uk')}. Строки відкритих звернень перераховано за ним, зміни видно у зверненнях. Переглянути дні й призначити свої можна в регламенті.`,
  en: (country, year) =>
    `The official calendar of ${year} has been adopted: ${nameOf(country, 'en')}. Deadlines of open tickets are counted by it now, and the tickets say what changed. Days can be seen, and set otherwise, in the regulation.`,
}

function nameOf(country: string, language: Language): string {
  return new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country
}
