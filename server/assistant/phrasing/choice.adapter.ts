import * as v from 'valibot'
import { isGrounded, literalIn, mostPassages, type Passage } from './domain/choice.ts'

const longestQuote = 600
const longestText = 1200

const answer = v.object({
  choices: v.pipe(v.array(v.object({ message: v.object({ content: v.string() }) })), v.minLength(1)),
})
const choice = v.object({
  article: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostPassages))),
  quote: v.pipe(v.string(), v.maxLength(longestQuote)),
  text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestText)),
})

export type Choice = { articleId: string; quote: string; text: string }

/** Null where it chose none. Throws on whatever does not keep to the form, or says what is not in the article. */
export function readChoice(body: unknown, passages: readonly Passage[]): Choice | null {
  const chosen = readSaid(body)
  if (isNone(chosen)) return null
  const { article, quote, text } = v.parse(choice, chosen)
  const passage = article === null ? undefined : passages[article - 1]
  if (passage === undefined) throw new Error('no such article')
  const found = literalIn(passage.body, quote)
  if (found === null) throw new Error('the quote does not stand in the article')
  if (!isGrounded(text, passage)) throw new Error('the answer says what the article does not')
  return { articleId: passage.articleId, quote: found, text }
}

/** The JSON that a model has answered with. */
export function readSaid(body: unknown): unknown {
  return JSON.parse(withoutFence(v.parse(answer, body).choices[0]?.message.content ?? ''))
}

function isNone(chosen: unknown): boolean {
  return typeof chosen === 'object' && chosen !== null && 'article' in chosen && chosen.article === null
}

/** Many models put JSON between fences, whatever they are told. */
function withoutFence(content: string): string {
  return content
    .trim()
    .replace(/^```(?:json)?\s*/i, '')
    .replace(/\s*```$/, '')
}
