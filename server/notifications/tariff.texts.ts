import type { Language } from '#contract/common.ts'

/** What a client reads when its tariff became free (E7). */
export const tariffNoticeTexts: Record<Language, (address: string) => string> = {
  ru: (address) =>
    `Тариф Битрикс24 стал бесплатным. Когда приложения перестанут открываться, статьи и помощник останутся на странице помощи, без входа: [url=${address}]${address}[/url]`,
  uk: (address) =>
    `Тариф Бітрікс24 став безкоштовним. Коли застосунки перестануть відкриватися, статті й помічник залишаться на сторінці допомоги, без входу: [url=${address}]${address}[/url]`,
  en: (address) =>
    `The Bitrix24 plan became free. When applications do not open any more, articles and the assistant remain on the help page, without signing in: [url=${address}]${address}[/url]`,
}
