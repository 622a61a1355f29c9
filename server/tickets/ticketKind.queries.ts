import type { Category } from '#contract/regulations/base.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { readTickets } from './ticketReads.sql.ts'

export type TicketKind = { deskId: string; number: string; category: Category | null; regulationVersion: number }

/** What a ticket was said to be, and by which version of its desk's regulation it goes; null: there is none. */
export async function findTicketKind(db: Reader, ticketId: string): Promise<TicketKind | null> {
  const [row] = await readTickets(db, [ticketId], null)
  if (row === undefined) return null
  const { deskId, number, regulationVersion, queue } = row
  return { deskId, number, category: queue.category, regulationVersion }
}
