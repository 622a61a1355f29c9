import { replyVariables, variableNames, type ReplyVariable } from './replies.texts.ts'

/** Letters; with the longest values it still fits into a message. */
export const longestReply = 5000

/** Null where it is not known: then the variable stays as it is, for the writer to see. */
export type ReplyValues = Readonly<Record<ReplyVariable, string | null>>

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
