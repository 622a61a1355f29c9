import type { Actor } from '#server/platform/actor.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { sideOf, type Side } from './domain/side.ts'
import * as rows from './ticketReads.sql.ts'
import { findOwners } from './tickets.sql.ts'

/** On which side of this ticket the actor stands; to anybody else it does not exist. */
export async function sideOfTicket(db: Reader, actor: Actor, ticketId: string): Promise<Side> {
  return sideOf(actor, await findOwners(db, ticketId))
}

/** Of a portal at a desk, those that are neither closed nor resolved. */
export function countOpenTickets(db: Reader, memberId: string, deskId: string): Promise<number> {
  return rows.countOpenTickets(db, memberId, deskId)
}

/** As much of a ticket as others hang things on; null where there is none by that id. */
export async function findTicketFacts(
  db: Reader,
  ticketId: string,
): Promise<Pick<
  rows.TicketRow,
  'ticketId' | 'number' | 'deskId' | 'memberId' | 'regulationVersion' | 'assignee'
> | null> {
  const [row] = await rows.readTickets(db, [ticketId], null)
  return row ?? null
}
