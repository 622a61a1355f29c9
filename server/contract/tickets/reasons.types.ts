import * as v from 'valibot'
import { id, instant, language, messageText, namedInstant, sequence, texts, userId } from '../common.ts'
import { code } from '../regulations/base.types.ts'
import { reason, reasonLifts } from '../regulations/tickets.types.ts'

/** Why a ticket was put off or declined (T6), as its regulation calls it; without a code, as somebody wrote it before there were codes. */
export const givenReason = v.strictObject({ code: v.nullable(code), title: texts })
export type GivenReason = v.InferOutput<typeof givenReason>
export type DeferralLift = (typeof reasonLifts)[number]

/** A ticket that is put off, as both sides read it. */
export const deferral = v.strictObject({
  reason: givenReason,
  until: instant,
  /** The client was told to expect something on that day. */
  isExpected: v.boolean(),
  /** What brings it back before its date, besides people of the desk. */
  liftedBy: v.nullable(v.picklist(reasonLifts)),
})
export type Deferral = v.InferOutput<typeof deferral>

export const withMessageInput = v.strictObject({ ticketId: id, messageId: id, text: messageText })
/** Of the desk: up to which number the writer had seen the ticket, as in `sendMessage` (T8). */
export const answeringInput = v.strictObject({ ...withMessageInput.entries, seenSeq: v.optional(sequence) })
/** The reason is one of the ticket's regulation; the text is what the client reads as a message (T6). */
const withReason = { ...answeringInput.entries, reason: code }
export const declineInput = v.strictObject(withReason)
/** Where the reason has an expected date, `until` is that date. */
export const deferInput = v.strictObject({ ...withReason, until: v.optional(namedInstant) })
export const moveDateInput = v.strictObject({ ticketId: id, until: namedInstant })

/** What an agent may choose from for this ticket, and the language in which its client reads. */
export const ticketReasons = v.strictObject({ reasons: v.array(reason), clientLanguage: language })
export type TicketReasons = v.InferOutput<typeof ticketReasons>
export const assignInput = v.strictObject({ ticketId: id, userId })
