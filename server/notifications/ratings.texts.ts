import type { Language } from '#contract/common.ts'

type Low = { client: string; number: string; score: number }
type Texts = { low: (rated: Low) => string; said: (comment: string) => string }

/** T11: to the head of support. */
export const ratingTexts: Record<Language, Texts> = {
  ru: {
    low: ({ client, number, score }) => `Низкая оценка: «${client}» поставил ${score} из 5 за обращение ${number}.`,
    said: (comment) => `Комментарий: «${comment}»`,
  },
  uk: {
    low: ({ client, number, score }) => `Низька оцінка: «${client}» поставив ${score} з 5 за звернення ${number}.`,
    said: (comment) => `Коментар: «${comment}»`,
  },
  en: {
    low: ({ client, number, score }) => `A low rating: “${client}” gave ${score} of 5 for the ticket ${number}.`,
    said: (comment) => `Comment: “${comment}”`,
  },
}
