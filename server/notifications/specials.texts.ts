import type { Language } from '#contract/common.ts'

type Texts = {
  /** To the desk, at once. */
  opened: (number: string, client: string) => string
  /** To the client: who is responsible, and where they are reached for details. */
  phone: (told: { number: string; person: string; phone: string }) => string
}

/** T10: a special request was opened, and who is responsible for it. */
export const specialTexts: Record<Language, Texts> = {
  ru: {
    opened: (number, client) =>
      `Спецобращение ${number} от ${client}. Первый ответ обещан за час, круглосуточно: возьмите его сейчас.`,
    phone: ({ number, person, phone }) =>
      `За спецобращение ${number} отвечает ${person}, телефон ${phone}. По телефону можно уточнить детали, само решение идёт в обращении.`,
  },
  uk: {
    opened: (number, client) =>
      `Спецзвернення ${number} від ${client}. Першу відповідь обіцяно за годину, цілодобово: візьміть його зараз.`,
    phone: ({ number, person, phone }) =>
      `За спецзвернення ${number} відповідає ${person}, телефон ${phone}. Телефоном можна уточнити деталі, саме рішення йде у зверненні.`,
  },
  en: {
    opened: (number, client) =>
      `Special request ${number} of ${client}. The first answer is promised within an hour, round the clock: take it now.`,
    phone: ({ number, person, phone }) =>
      `${person} is responsible for the special request ${number}, phone ${phone}. The phone is for details; the work itself stays in the ticket.`,
  },
}
