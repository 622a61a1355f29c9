import * as v from 'valibot'
import { id, messageText, shortText } from '../common.ts'
import { specialInput } from '../coupons/types.ts'
import { category, priority } from '../regulations/base.types.ts'
import { filesOfMessage } from './files.types.ts'
import { intakeAnswers, mostPieces } from './intake.types.ts'
import { ticketView } from './types.ts'

export const openTicketInput = v.strictObject({
  ticketId: id,
  messageId: id,
  subject: shortText,
  text: messageText,
  /** What the client proposes (T3). */
  category: v.optional(category),
  priority: v.optional(priority),
  /** What the writer has answered beside the text (T4); of the tariff the server asks the portal itself. */
  answers: v.optional(intakeAnswers),
  /** The ticket that cannot be opened again and goes on in this one (T1). */
  continues: v.optional(id),
  files: v.optional(filesOfMessage),
  /** People at once, where the desk's regulation lets the assistant be passed by (A2). */
  wantsPerson: v.optional(v.boolean()),
  /** Taken from a coupon of the portal, in the same moment (T10). */
  special: v.optional(specialInput),
})
export type OpenTicketInput = v.InferOutput<typeof openTicketInput>

/** Several problems of one text, one ticket each (T4): all of them are opened, or none. */
export const openTicketsInput = v.strictObject({
  tickets: v.pipe(
    v.array(openTicketInput),
    v.minLength(2),
    v.maxLength(mostPieces),
    v.check((tickets) => new Set(tickets.map(({ ticketId }) => ticketId)).size === tickets.length, 'repeats a ticket'),
    v.check(
      (tickets) => tickets.slice(1).every(({ continues }) => continues === undefined),
      'continues a ticket twice',
    ),
    // One special request is one problem, and one of the coupon.
    v.check((tickets) => tickets.every(({ special }) => special === undefined), 'is several special requests'),
  ),
})
export const openedTickets = v.strictObject({ tickets: v.array(ticketView) })
