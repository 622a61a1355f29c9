import type { Language } from '#contract/common.ts'

/** Who has mentioned the reader, in which client's ticket. */
export const mentionTexts: Record<Language, (author: string, number: string, client: string) => string> = {
  ru: (author, number, client) => `Вас упоминают в заметке к обращению ${number} (${client}). Автор: ${author}.`,
  uk: (author, number, client) => `Вас згадують у нотатці до звернення ${number} (${client}). Автор: ${author}.`,
  en: (author, number, client) => `${author} mentions you in a note of ticket ${number} (${client}).`,
}
