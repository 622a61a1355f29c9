import * as v from 'valibot'
import { id, messageText, shortText } from '../common.ts'
import { category, priority } from '../regulations/base.types.ts'

/** Another ticket of the same client at the same desk. */
export const linkedTicket = v.strictObject({ ticketId: id, number: v.string() })

/**
 * How two tickets belong together (T4): made of another's messages, one and the same, or written in one text; or one goes on with what
 * could not be opened again (T1).
 */
export const linkKinds = ['split', 'merge', 'sibling', 'continuation'] as const
/** `from`: what was split, the duplicate, or the old one; of siblings, the first one. */
export const linkRoles = ['from', 'to'] as const
export const linkBase = {
  linkId: id,
  kind: v.picklist(linkKinds),
  role: v.picklist(linkRoles),
  ...linkedTicket.entries,
}

/** Of a message at most so many tickets, and of so many messages each. */
export const mostPieces = 10
export const mostMovedMessages = 20

/** T4: what a new ticket is made of. `text`: the part of the message that is its; null: all of it. */
const piece = v.strictObject({
  linkId: id,
  ticketId: id,
  subject: shortText,
  category: v.nullable(category),
  priority,
  messages: v.pipe(
    v.array(v.strictObject({ messageId: id, text: v.nullable(messageText) })),
    v.minLength(1),
    v.maxLength(mostMovedMessages),
  ),
})
export type SplitPiece = v.InferOutput<typeof piece>
/** The ids are the page's: the same sent again makes nothing twice. */
export const splitTicketInput = v.strictObject({
  ticketId: id,
  pieces: v.pipe(v.array(piece), v.minLength(1), v.maxLength(mostPieces)),
})
export type SplitTicketInput = v.InferOutput<typeof splitTicketInput>
export const mergeTicketInput = v.strictObject({ linkId: id, ticketId: id, intoTicketId: id })
export type MergeTicketInput = v.InferOutput<typeof mergeTicketInput>
/** `ticketId`: from which of the two pages it is undone; `undoId`: of the merge by which a split is undone. */
export const undoLinkInput = v.strictObject({ linkId: id, ticketId: id, undoId: id })
export type UndoLinkInput = v.InferOutput<typeof undoLinkInput>

/** So many of a ticket's links are shown, the newest ones. */
export const mostLinks = 50
