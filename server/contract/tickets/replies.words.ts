import type { Language } from '../common.ts'

/** Letters; with the longest values it still fits into a message. */
export const longestReply = 5000

/** What a quick reply may leave open (T8): the client's person, number and subject of the ticket, who answers, for which desk, when it works today. */
export const replyVariables = ['client', 'number', 'subject', 'agent', 'desk', 'hours'] as const
export type ReplyVariable = (typeof replyVariables)[number]
/** Null where it is not known: then the variable stays as it is, for the writer to see. */
export type ReplyValues = Readonly<Record<ReplyVariable, string | null>>

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

const byName: ReadonlyMap<string, ReplyVariable> = new Map(
  Object.values(variableNames).flatMap((names) =>
    replyVariables.map((variable): [string, ReplyVariable] => [names[variable], variable]),
  ),
)

/** Letters and digits alone: `{{=Document:ID}}` of Bitrix24's own designers is text like any other. */
const written = /\{\{[ \t]*([\p{L}\p{N}_]{1,40})[ \t]*\}\}/gu

/** Each once, as it stands there. */
export function unknownVariables(text: string): string[] {
  const names = Array.from(text.matchAll(written), ([, name = '']) => name)
  return [...new Set(names.filter((name) => !byName.has(name.toLowerCase())))]
}

/** In one pass: what a value says is never taken for a variable. */
export function fillReply(text: string, values: ReplyValues): string {
  return text.replaceAll(written, (whole, name: string) => {
    const variable = byName.get(name.toLowerCase())
    return (variable === undefined ? null : values[variable]) ?? whole
  })
}
