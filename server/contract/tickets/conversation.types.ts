import * as v from 'valibot'
import { id, userId, instant, messageText, note, sequence, storable } from '../common.ts'
import { filesOfMessage } from './files.types.ts'
import { ticketEvent, ticketSummary } from './types.ts'

export const readEventsInput = v.strictObject({
  ticketId: id,
  /** Everything after this number, or the newest before that one; neither: the newest page. */
  after: v.optional(sequence),
  before: v.optional(sequence),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200))),
})
export const eventPage = v.strictObject({ events: v.array(ticketEvent), hasEarlier: v.boolean(), lastSeq: sequence })

/** People of the desk whom a note names (T8). */
const mentionedPeople = v.pipe(v.array(userId), v.maxLength(20))

const writtenMessage = v.strictObject({
  ticketId: id,
  /** Made by the writer; the same id sent again is the same message (T8). */
  messageId: id,
  /** Empty where files say it. */
  text: v.pipe(v.string(), v.trim(), v.maxLength(20_000), storable),
  kind: v.optional(v.picklist(['public', 'note']), 'public'),
  isQuestion: v.optional(v.boolean(), false),
  /**
   * Up to which number its writer had seen the ticket, in the desk's own numbering: a public answer of a colleague behind it refuses
   * this one with `answered_meanwhile` (T8). Without it nothing is asked; of clients it is not read.
   */
  seenSeq: v.optional(sequence),
  mentions: v.optional(mentionedPeople),
  files: v.optional(filesOfMessage),
})
export const sendMessageInput = v.pipe(
  writtenMessage,
  v.forward(
    v.check(({ text, files = [] }) => text !== '' || files.length > 0, 'is empty'),
    ['text'],
  ),
)
export type SendMessageInput = v.InferOutput<typeof sendMessageInput>
/** `ticketId` where it stands in another ticket than it was written to: that one was merged meanwhile (T4). */
export const sentMessage = v.strictObject({ messageId: id, seq: sequence, at: instant, ticketId: v.optional(id) })

/** Without `mentions` they stay as they are. */
export const editMessageInput = v.strictObject({
  ticketId: id,
  messageId: id,
  text: messageText,
  mentions: v.optional(mentionedPeople),
})
export const deleteMessageInput = v.strictObject({ ticketId: id, messageId: id })
export const markReadInput = v.strictObject({ ticketId: id, seq: sequence })

export const listTicketsInput = v.strictObject({
  filter: v.optional(v.picklist(['open', 'closed', 'mine', 'all']), 'open'),
  search: v.optional(v.pipe(note, v.maxLength(100))),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200))),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 50),
})
export type ListTicketsInput = v.InferOutput<typeof listTicketsInput>
export const ticketPage = v.strictObject({ tickets: v.array(ticketSummary), nextCursor: v.nullable(v.string()) })
export type WalkedPage = v.InferOutput<typeof ticketPage>
