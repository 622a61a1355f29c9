import type { Rating, Score } from '#contract/tickets/ratings.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { Ticket } from './domain/ticketState.ts'
import { ratingState } from './domain/rating.ts'
import { findEnding, findRating, type StoredRating } from './ticketRating.sql.ts'

/** How a ticket that has ended is rated now, and whether its client may say something of it still. Asks nothing of one that is open. */
export async function ratingOf(
  db: Reader,
  ticket: Ticket,
  at: Date,
): Promise<{ rating: Rating | null; mayRate: boolean }> {
  if (ticket.status !== 'resolved' && ticket.status !== 'closed') return { rating: null, mayRate: false }
  const ending = await findEnding(db, ticket.ticketId)
  if (ending === null) return { rating: null, mayRate: false }
  const found = await findRating(db, ticket.ticketId, ending.seq)
  return { rating: found === null ? null : presentRating(found), mayRate: ratingState(ticket, ending, at) === 'open' }
}

/** What was said of one ending, if that is low still. */
export async function lowRatingOf(
  db: Reader,
  { ticketId, endingSeq }: { ticketId: string; endingSeq: number },
): Promise<{ score: Score; comment: string } | null> {
  const found = await findRating(db, ticketId, endingSeq)
  return found?.isLow === true ? found : null
}

function presentRating({ score, comment, ratedBy, ratedAt }: StoredRating): Rating {
  return { score, comment, ratedBy, ratedAt: ratedAt.toISOString() }
}
