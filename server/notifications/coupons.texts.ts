import type { Language } from '#contract/common.ts'

type Texts = {
  /** The coupon itself is a secret that its desk hands over: here it only is said that there is one. */
  issued: (told: { requests: number; until: string; desk: string }) => string
  refunded: (told: { number: string; left: number; reason: string }) => string
}

/** T10, to the client: it has a coupon, and a request came back to it. */
export const couponTexts: Record<Language, Texts> = {
  ru: {
    issued: ({ requests, until, desk }) =>
      `Вам выписан купон, спецобращений: ${requests}, действует по ${until}. Сам купон передаст ${desk}: введите его, когда открываете обращение.`,
    refunded: ({ number, left, reason }) =>
      `Спецобращение ${number} возвращено на купон, осталось: ${left}. Причина: ${reason}`,
  },
  uk: {
    issued: ({ requests, until, desk }) =>
      `Вам виписано купон, спецзвернень: ${requests}, діє до ${until} включно. Сам купон передасть ${desk}: введіть його, коли відкриваєте звернення.`,
    refunded: ({ number, left, reason }) =>
      `Спецзвернення ${number} повернуто на купон, лишилося: ${left}. Причина: ${reason}`,
  },
  en: {
    issued: ({ requests, until, desk }) =>
      `A coupon was issued to you, special requests: ${requests}, valid through ${until}. ${desk} hands the coupon itself over: enter it when you open a ticket.`,
    refunded: ({ number, left, reason }) =>
      `The special request ${number} was given back to your coupon, left: ${left}. Reason: ${reason}`,
  },
}
