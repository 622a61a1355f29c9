import type { Category, Priority } from '#contract/regulations/base.types.ts'
import type { Wish } from './classification.ts'
import type { Owners } from './side.ts'
import { assigneeIn, type Ticket } from './ticketState.ts'

/** A ticket under its row lock: the domain's state and what only the row knows. */
export type TicketForUpdate = {
  ticket: Ticket
  number: string
  subject: string
  /** The version of the desk's regulation that held when the ticket was opened; its promises stay. */
  regulationVersion: number
  /** Null: it is not classified yet (T3). */
  category: Category | null
  priority: Priority
  /** What the client has proposed and nobody has decided yet. */
  wish: Wish
  openedByUser: number
  lastSeq: number
  lastPublicSeq: number
}

export function ownersOf({ ticket }: TicketForUpdate): Owners {
  return { memberId: ticket.portalId, deskId: ticket.deskId }
}

/** The next number of a ticket's journal; what is not public has none for the client (T8). */
export function takeNumbers(
  ticketForUpdate: TicketForUpdate,
  isPublic: boolean,
): { seq: number; publicSeq: number | null } {
  ticketForUpdate.lastSeq += 1
  if (isPublic) ticketForUpdate.lastPublicSeq += 1
  return { seq: ticketForUpdate.lastSeq, publicSeq: isPublic ? ticketForUpdate.lastPublicSeq : null }
}

/** When something happens to the ticket by itself: it closes, or its deferral ends. */
export function dueAtOf(ticket: Ticket): Date | null {
  if (ticket.lock !== null) return null
  if (ticket.status === 'resolved') return ticket.closesAt
  return ticket.status === 'deferred' ? ticket.until : null
}

export function assigneeOf(ticket: Ticket): number | null {
  const assigneeId = assigneeIn(ticket)
  return assigneeId === null ? null : Number(assigneeId)
}
