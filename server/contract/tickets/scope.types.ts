import * as v from 'valibot'
import { id, language, messageText, sequence, texts } from '../common.ts'
import { code } from '../regulations/base.types.ts'
import { wayOn } from '../regulations/tickets.types.ts'

/** T5: what is answered to something outside, of one area or (null) of none that is named. */
const outsideAnswer = { text: texts, way: v.nullable(wayOn) }
/** By the version under which the ticket was opened; `language` is its client's. */
export const ticketScope = v.strictObject({
  language,
  areas: v.array(v.strictObject({ code, title: texts, ...outsideAnswer })),
  rest: v.strictObject(outsideAnswer),
})
export type TicketScope = v.InferOutput<typeof ticketScope>
export const outOfScopeInput = v.strictObject({
  ticketId: id,
  messageId: id,
  text: messageText,
  seenSeq: v.optional(sequence),
  area: v.nullable(code),
})
