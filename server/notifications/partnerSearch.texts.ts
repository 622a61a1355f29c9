import type { Language } from '#contract/common.ts'

type Texts = {
  received: (desk: string) => string
  refused: (partner: string, number: string) => string
  offered: (partner: string, number: string) => string
}

/** E11: to the partner's owner, and to those of the standard desk who look for a partner. */
export const partnerSearchTexts: Record<Language, Texts> = {
  ru: {
    received: (desk) => `«${desk}» передаёт вам запрос на партнёра. Посмотрите, что нужно клиенту, и ответьте.`,
    refused: (partner, number) =>
      `«${partner}» не берёт запрос ${number}. В обращении сказано почему; передайте запрос другому партнёру.`,
    offered: (partner, number) => `«${partner}» предлагает поддержку по запросу ${number}. Решает клиент.`,
  },
  uk: {
    received: (desk) =>
      `«${desk}» передає вам запит на партнера. Подивіться, що потрібно клієнтові, і дайте відповідь.`,
    refused: (partner, number) =>
      `«${partner}» не бере запит ${number}. У зверненні сказано чому; передайте запит іншому партнеру.`,
    offered: (partner, number) => `«${partner}» пропонує підтримку за запитом ${number}. Вирішує клієнт.`,
  },
  en: {
    received: (desk) => `“${desk}” hands you a request for a partner. See what the client needs and answer.`,
    refused: (partner, number) =>
      `“${partner}” does not take the request ${number}. The ticket says why; hand the request to another partner.`,
    offered: (partner, number) => `“${partner}” offers its support for the request ${number}. The client decides.`,
  },
}
