import * as v from 'valibot'
import { channel } from '../regulations/base.types.ts'

/**
 * I4: of a ticket that came from outside of the portal. `waiting`: for a one-time code, or a word from within the portal; until then answers
 * stay in the portal. `isOwn`: the reader is whoever has opened it.
 */
export const ticketIdentification = v.strictObject({
  state: v.picklist(['open', 'waiting', 'proven']),
  channel,
  isOwn: v.boolean(),
})
export type TicketIdentification = v.InferOutput<typeof ticketIdentification>
