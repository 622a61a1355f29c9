import * as v from 'valibot'
import { count, id, language } from '../common.ts'

/**
 * What the assistant may say (A1, A2): an answer, three that it may be about, that it does not know; politeness; that this was answered
 * just now; that files alone cannot be read; what a person who is asked for takes; that it should be asked in other words; people, or
 * the way on where there are none; and its last word, with which people take over.
 */
export const saidKinds = [
  'answer',
  'list',
  'unknown',
  'greeting',
  'thanks',
  'repeat',
  'nothing',
  'person',
  'again',
  'operator',
  'wayOn',
  'handOver',
] as const
export const saidKind = v.picklist(saidKinds)
export type SaidKind = (typeof saidKinds)[number]

/** An article as it was when it was shown; `language` is its own. */
export const shownArticle = v.strictObject({
  articleId: id,
  slug: v.string(),
  language,
  title: v.string(),
  quote: v.string(),
})
export type ShownArticle = v.InferOutput<typeof shownArticle>

export const assistantSaid = {
  /** Of the attempt that it belongs to; null: of none. */
  attemptId: v.nullable(id),
  kind: saidKind,
  /** In which it is said. */
  language,
  text: v.string(),
  /** Which attempt of how many; null where it is none, or where they are used up. */
  attempt: v.nullable(v.strictObject({ number: count, of: count })),
  articles: v.array(shownArticle),
}

export const judgements = ['helped', 'notHelped', 'chose'] as const
export const assistantJudged = {
  attemptId: id,
  judgement: v.picklist(judgements),
  /** The article that was chosen, or that is judged; empty where a list was. */
  title: v.string(),
}
