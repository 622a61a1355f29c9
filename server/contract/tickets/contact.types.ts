import * as v from 'valibot'
import { id, instant, messageText, namedInstant } from '../common.ts'

/** How somebody reaches a client outside of the ticket. */
export const contactWays = ['phone', 'telegram', 'whatsapp', 'max', 'otherMessenger'] as const

export const longestTalkMinutes = 1440
const minutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(longestTalkMinutes))
/** When it began and how long it took, minutes begun counting as whole ones. It may not lie in the future: `talk_not_over`. */
export const talk = v.strictObject({ startedAt: instant, minutes })
export type Talk = v.InferOutput<typeof talk>

/** As both sides read it. */
export const contacted = { way: v.picklist(contactWays), talk: v.optional(talk) }

/** The id is the note's: the same id sent again is the same contact. */
export const contactInput = v.strictObject({
  ticketId: id,
  messageId: id,
  way: v.picklist(contactWays),
  text: messageText,
  /** Left out: only that there was one. */
  talk: v.optional(v.strictObject({ startedAt: namedInstant, minutes })),
})
export type ContactInput = v.InferOutput<typeof contactInput>
