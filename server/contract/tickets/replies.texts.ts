import type { Language } from '../common.ts'

/** What a quick reply may leave open (T8): the client's person, number and subject of the ticket, who answers, for which desk, when it works today. */
export const replyVariables = ['client', 'number', 'subject', 'agent', 'desk', 'hours'] as const
export type ReplyVariable = (typeof replyVariables)[number]

/** How a variable is called in the languages of those who write replies; each is understood in every one. */
export const variableNames: Readonly<Record<Language, Readonly<Record<ReplyVariable, string>>>> = {
  ru: {
    client: 'клиент',
    number: 'номер',
    subject: 'тема',
    agent: 'специалист',
    desk: 'поддержка',
    hours: 'часы',
  },
  uk: {
    client: 'клієнт',
    number: 'номер',
    subject: 'тема',
    agent: 'спеціаліст',
    desk: 'підтримка',
    hours: 'години',
  },
  en: { client: 'client', number: 'number', subject: 'subject', agent: 'agent', desk: 'desk', hours: 'hours' },
}
