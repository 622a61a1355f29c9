import * as v from 'valibot'
import { clientNames, count, id, instant, memberId, person, sides, storable } from '../common.ts'
import { linkedTicket } from './links.types.ts'

/** T11: what must be answered, or what the team is only told. */
export const letterKinds = ['urgent', 'feedback'] as const
export type LetterKind = (typeof letterKinds)[number]
/** `read`: confirmed without an answer, as is enough for feedback. */
export const letterStatuses = ['waiting', 'answered', 'read'] as const
export type LetterStatus = (typeof letterStatuses)[number]

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(5000), storable)
const limit = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 50)
const cursor = v.optional(v.pipe(v.string(), v.maxLength(100)))

/** `toManager`: to the client's personal manager, where it has one (D8). The ids are the page's: the same again is the same letter. */
export const writeLetterInput = v.strictObject({
  letterId: id,
  messageId: id,
  kind: v.picklist(letterKinds),
  text,
  ticketId: v.optional(id),
  toManager: v.optional(v.boolean(), false),
})
export type WriteLetterInput = v.InferOutput<typeof writeLetterInput>

export const letterInput = v.strictObject({ letterId: id })
export const answerLetterInput = v.strictObject({ letterId: id, messageId: id, text })
export type AnswerLetterInput = v.InferOutput<typeof answerLetterInput>

export const letterSummary = v.strictObject({
  letterId: id,
  kind: v.picklist(letterKinds),
  status: v.picklist(letterStatuses),
  ticket: v.nullable(linkedTicket),
  /** To whom it is written; null: to the head of support. */
  addressee: v.nullable(person),
  memberId,
  ...clientNames,
  deskName: v.string(),
  writtenBy: v.string(),
  writtenAt: instant,
  activeAt: instant,
  waitsSince: instant,
  /** Null: no time is promised. */
  dueAt: v.nullable(instant),
  isOverdue: v.boolean(),
  preview: v.string(),
})
export type LetterSummary = v.InferOutput<typeof letterSummary>

export const letterView = v.strictObject({
  letter: letterSummary,
  side: v.picklist(['client', 'desk']),
  messages: v.array(
    v.strictObject({ messageId: id, side: v.picklist(sides), authorName: v.string(), text: v.string(), at: instant }),
  ),
  canWrite: v.boolean(),
  /** Of the desk alone: to close it without an answer. */
  canConfirm: v.boolean(),
})
export type LetterView = v.InferOutput<typeof letterView>

export const listLettersInput = v.strictObject({
  filter: v.optional(v.picklist(['waiting', 'answered']), 'waiting'),
  cursor,
  limit,
})
export const lettersPage = v.strictObject({ letters: v.array(letterSummary), nextCursor: v.nullable(v.string()) })
export type LettersPage = v.InferOutput<typeof lettersPage>

export const listOwnLettersInput = v.strictObject({ cursor, limit })
/** `terms`: of the desk that would get a letter now; null: nobody there would read one. */
export const ownLetters = v.strictObject({
  ...lettersPage.entries,
  terms: v.nullable(
    v.strictObject({
      deskName: v.string(),
      manager: v.nullable(person),
      /** When an urgent letter that is written now is answered; null: no time is promised. */
      dueAt: v.nullable(instant),
    }),
  ),
})
export type OwnLetters = v.InferOutput<typeof ownLetters>

export const waitingLetters = v.strictObject({ waiting: count, overdue: count })
