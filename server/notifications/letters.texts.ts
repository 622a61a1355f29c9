import type { Language } from '#contract/common.ts'

type Texts = {
  urgent: (client: string) => string
  urgentBy: (client: string, until: string) => string
  feedback: (client: string) => string
  again: (client: string) => string
  late: (client: string) => string
  answered: (desk: string) => string
}

/** T11: to those who lead a desk, and to the client. */
export const letterTexts: Record<Language, Texts> = {
  ru: {
    urgent: (client) => `«${client}» пишет руководителю поддержки: срочное письмо ждёт ответа.`,
    urgentBy: (client, until) => `«${client}» пишет руководителю поддержки: срочное письмо, ответ обещан до ${until}.`,
    feedback: (client) => `«${client}» пишет руководителю поддержки: отзыв, прочитайте и подтвердите.`,
    again: (client) => `«${client}» продолжает письмо руководителю поддержки.`,
    late: (client) => `Письмо руководителю от «${client}» не получило ответа в обещанный срок.`,
    answered: (desk) => `Руководитель поддержки «${desk}» ответил на ваше письмо.`,
  },
  uk: {
    urgent: (client) => `«${client}» пише керівникові підтримки: терміновий лист чекає на відповідь.`,
    urgentBy: (client, until) =>
      `«${client}» пише керівникові підтримки: терміновий лист, відповідь обіцяно до ${until}.`,
    feedback: (client) => `«${client}» пише керівникові підтримки: відгук, прочитайте й підтвердьте.`,
    again: (client) => `«${client}» продовжує лист керівникові підтримки.`,
    late: (client) => `Лист керівникові від «${client}» не отримав відповіді в обіцяний строк.`,
    answered: (desk) => `Керівник підтримки «${desk}» відповів на ваш лист.`,
  },
  en: {
    urgent: (client) => `“${client}” writes to the head of support: an urgent letter waits for an answer.`,
    urgentBy: (client, until) =>
      `“${client}” writes to the head of support: an urgent letter, an answer is promised by ${until}.`,
    feedback: (client) => `“${client}” writes to the head of support: feedback, read it and confirm.`,
    again: (client) => `“${client}” goes on with a letter to the head of support.`,
    late: (client) => `A letter of “${client}” to the head of support was not answered by the promised time.`,
    answered: (desk) => `The head of support of “${desk}” has answered your letter.`,
  },
}
