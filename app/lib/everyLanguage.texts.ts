import type { Language } from '#contract/common.ts'

/** Said while nobody knows which language to speak, or its words are missing: in all of them at once. */
export type InEveryLanguage = Readonly<Record<Language, { title: string; text: string }>>

export const outsidePortalTexts: InEveryLanguage = {
  ru: {
    title: 'Откройте приложение в Битрикс24',
    text: 'Откройте приложение в Битрикс24: эта страница работает только внутри портала.',
  },
  uk: {
    title: 'Відкрийте застосунок у Бітрікс24',
    text: 'Відкрийте застосунок у Бітрікс24: ця сторінка працює лише всередині порталу.',
  },
  en: {
    title: 'Open the app in Bitrix24',
    text: 'Open the app in Bitrix24: this page works only inside a portal.',
  },
}

export const notLoadedTexts: InEveryLanguage = {
  ru: {
    title: 'Страница загрузилась не полностью',
    text: 'Проверьте интернет и перезагрузите страницу портала.',
  },
  uk: {
    title: 'Сторінка завантажилася не повністю',
    text: 'Перевірте інтернет і перезавантажте сторінку порталу.',
  },
  en: {
    title: 'The page did not load completely',
    text: 'Check your internet and reload the page of the portal.',
  },
}
