import * as v from 'valibot'
import { id, messageText } from '../common.ts'

/** How somebody reaches a client outside of the ticket. */
export const contactWays = ['phone', 'telegram', 'whatsapp', 'max', 'otherMessenger'] as const

/** The id is the note's: the same id sent again is the same contact. */
export const contactInput = v.strictObject({
  ticketId: id,
  messageId: id,
  way: v.picklist(contactWays),
  text: messageText,
})
export type ContactInput = v.InferOutput<typeof contactInput>
