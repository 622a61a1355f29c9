import { sql } from 'kysely'
import type { Score } from '#contract/tickets/ratings.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { Ending } from './domain/rating.ts'

/**
 * The last time that work on the ticket ended: resolved, or closed from anywhere else. What comes back from a merge is where it was, and
 * has not ended anew. Null where it never did.
 */
export async function findEnding(db: Reader, ticketId: string): Promise<Ending | null> {
  const { rows } = await sql<Ending>`
    with ends as (
      select seq, row_number() over (order by seq desc) as place from journal
       where ticket_id = ${ticketId} and type = 'ticket.moved' and payload ->> 'to' in ('resolved', 'closed')
         and payload ->> 'from' <> 'resolved' and not payload ? 'unmerged'
    )
    select e.seq, exists (
             select 1 from messages m
              where m.ticket_id = ${ticketId} and m.side = 'desk' and m.kind = 'public' and m.deleted_at is null
                and m.seq > coalesce((select seq from ends where place = 2), 0)) as "isAnswered"
      from ends e where e.place = 1`.execute(db)
  return rows[0] ?? null
}

export type StoredRating = { score: Score; comment: string; isLow: boolean; ratedBy: string; ratedAt: Date }

export async function findRating(db: Reader, ticketId: string, endingSeq: number): Promise<StoredRating | null> {
  const row = await db
    .selectFrom('ticket_ratings')
    .select(['score', 'comment', 'is_low', 'rated_by', 'rated_at'])
    .where('ticket_id', '=', ticketId)
    .where('ending_seq', '=', endingSeq)
    .executeTakeFirst()
  if (row === undefined) return null
  const { score, comment } = row
  return { score, comment, isLow: row.is_low, ratedBy: row.rated_by, ratedAt: row.rated_at }
}
