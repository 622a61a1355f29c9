import type { TicketStatus } from '#contract/tickets/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { findTicketsOfDesk } from './answers.sql.ts'
import { findEnding, findRating } from './ticketRating.sql.ts'

/** How work on a ticket has ended last, as far as its client may be asked about it elsewhere (T11). */
export type EndedTicket = {
  ticketId: string
  memberId: string
  number: string
  status: TicketStatus
  /** Null: it never has. */
  endingSeq: number | null
  /** A person of the desk has answered, and nobody has rated it yet. */
  isUnrated: boolean
}

/** Null: it is not this desk's. */
export async function endedTicketOf(db: Reader, deskId: string, ticketId: string): Promise<EndedTicket | null> {
  const [found] = await findTicketsOfDesk(db, deskId, { ticketIds: [ticketId], numbers: [] })
  if (found === undefined) return null
  const ending = await findEnding(db, ticketId)
  const rating = ending === null ? null : await findRating(db, ticketId, ending.seq)
  const { memberId, number, status } = found
  const isUnrated = ending?.isAnswered === true && rating === null
  return { ticketId, memberId, number, status, endingSeq: ending?.seq ?? null, isUnrated }
}
