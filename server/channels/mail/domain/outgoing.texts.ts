import type { Language } from '#contract/common.ts'

type OutgoingWords = {
  ticket: (number: string) => string
  /** Above the quoted message. */
  wrote: (author: string, at: string) => string
  unsubscribe: string
}

/** What a mail says beside what its writer says. */
export const outgoingTexts: Record<Language, OutgoingWords> = {
  ru: {
    ticket: (number) => `Обращение ${number}`,
    wrote: (author, at) => `${at}, ${author} пишет:`,
    unsubscribe: 'Отписаться',
  },
  uk: {
    ticket: (number) => `Звернення ${number}`,
    wrote: (author, at) => `${at}, ${author} пише:`,
    unsubscribe: 'Відписатися',
  },
  en: {
    ticket: (number) => `Ticket ${number}`,
    wrote: (author, at) => `On ${at}, ${author} wrote:`,
    unsubscribe: 'Unsubscribe',
  },
}
