import type { Language } from '#contract/common.ts'
import type { Category, Priority } from '#contract/regulations/base.types.ts'
import type { TicketStatus } from '#contract/tickets/types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { findHandedOverAt, listSaid, type Writer } from './dialogue.sql.ts'
import type { Side } from './domain/side.ts'
import { readTickets } from './ticketReads.sql.ts'
import { sideOfTicket } from './tickets.queries.ts'

export { newestSaid } from './dialogue.sql.ts'

/** A ticket as the assistant knows it, with what its client has written to it. */
export type DialogueTicket = {
  ticketId: string
  deskId: string
  memberId: string
  status: TicketStatus
  isLocked: boolean
  regulationVersion: number
  subject: string
  /** In which the portal's people read. */
  portalLanguage: Language
  category: Category | null
  priority: Priority
  wish: Priority | null
  /** Under its number each, in the desk's numbering. */
  said: readonly { seq: number; text: string; at: Date; writer: Writer }[]
}

/** Null: there is no such ticket. */
export async function findDialogueTicket(db: Reader, ticketId: string): Promise<DialogueTicket | null> {
  const [row] = await readTickets(db, [ticketId], null)
  if (row === undefined) return null
  const { category, priority, wish } = row.queue
  return {
    ticketId: row.ticketId,
    deskId: row.deskId,
    memberId: row.memberId,
    status: row.status,
    isLocked: row.lock !== null,
    regulationVersion: row.regulationVersion,
    subject: row.subject,
    portalLanguage: row.portalLanguage,
    category,
    priority,
    wish,
    said: await listSaid(db, ticketId),
  }
}

/** The same for somebody who asks for it, with their side of it; to whom it is nobody's business it does not exist. */
export async function dialogueTicketFor(
  db: Reader,
  actor: Actor,
  ticketId: string,
): Promise<{ side: Side; ticket: DialogueTicket; handedOverAt: Date | null } | null> {
  const side = await sideOfTicket(db, actor, ticketId)
  const ticket = await findDialogueTicket(db, ticketId)
  if (ticket === null) return null
  return { side, ticket, handedOverAt: await findHandedOverAt(db, ticketId) }
}
