import * as v from 'valibot'
import { count, id, instant, language } from '../common.ts'
import { category, priority } from '../regulations/base.types.ts'

export const dialogueInput = v.strictObject({ ticketId: id })
export const judgeAnswerInput = v.strictObject({ ticketId: id, attemptId: id, isHelped: v.boolean() })
export type JudgeAnswerInput = v.InferOutput<typeof judgeAnswerInput>
export const chooseArticleInput = v.strictObject({ ticketId: id, attemptId: id, articleId: id })
export type ChooseArticleInput = v.InferOutput<typeof chooseArticleInput>

/** What the assistant is to whoever begins a conversation now (A1, A2). */
export const assistantEntry = v.strictObject({
  isOn: v.boolean(),
  attempts: count,
  /** People may be asked for at once. */
  maySkip: v.boolean(),
})
export type AssistantEntry = v.InferOutput<typeof assistantEntry>

export const dialogueView = v.strictObject({
  /** The assistant answers in this ticket: nobody else does yet. */
  isOpen: v.boolean(),
  /** Something was written that it has still to answer. */
  isAnswering: v.boolean(),
  failed: count,
  of: count,
  /** About what the client may say whether it helped; `chosen`: from its list. */
  judging: v.nullable(v.strictObject({ attemptId: id, isList: v.boolean(), chosen: v.nullable(id) })),
  /** `none`: the entitlement has nobody; `later`: when the attempts are used up. */
  people: v.picklist(['none', 'later', 'now']),
})
export type DialogueView = v.InferOutput<typeof dialogueView>

/** A3: all that the agent needs not ask again; the talk itself stands in the ticket. */
export const handover = v.strictObject({
  handedOverAt: instant,
  language,
  /** What was asked, in its order; the newest ones where there are many. */
  questions: v.array(v.string()),
  attempts: count,
  /** Each once, as it is called now; those that are not published any more are not named. */
  tried: v.array(
    v.strictObject({
      articleId: id,
      title: v.string(),
      /** How the client took it; null: it has not said. */
      outcome: v.nullable(v.picklist(['helped', 'notHelped', 'rephrased'])),
    }),
  ),
  category: v.nullable(category),
  priority,
  /** What the client proposes instead. */
  wish: v.nullable(priority),
})
export type Handover = v.InferOutput<typeof handover>
export const readHandoverOutput = v.strictObject({ handover: v.nullable(handover) })
