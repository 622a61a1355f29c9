import { sql, type RawBuilder } from 'kysely'
import type { RatingsFilter, Score } from '#contract/tickets/ratings.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { StoredRating } from '../ticketRating.sql.ts'

export async function saveRating(
  unit: UnitOfWork,
  key: { ticketId: string; endingSeq: number; deskId: string; memberId: string },
  rated: {
    score: Score
    comment: string
    isLow: boolean
    agentId: number | null
    by: { userId: number; name: string }
  },
): Promise<void> {
  const values = {
    score: rated.score,
    comment: rated.comment,
    is_low: rated.isLow,
    agent_id: rated.agentId,
    rated_by: rated.by.name,
    rated_by_user: rated.by.userId,
    rated_at: unit.at,
  }
  await unit.tx
    .insertInto('ticket_ratings')
    .values({
      ticket_id: key.ticketId,
      ending_seq: key.endingSeq,
      desk_id: key.deskId,
      member_id: key.memberId,
      ...values,
    })
    .onConflict((conflict) => conflict.columns(['ticket_id', 'ending_seq']).doUpdateSet(values))
    .execute()
}

export type RatingPlace = { at: Date; ticketId: string; endingSeq: number }

export type RatingRow = StoredRating & {
  ticketId: string
  endingSeq: number
  number: string
  subject: string
  clientName: string | null
  portalName: string
  agentId: number | null
  agentName: string | null
  agentPhoto: string | null
}

/** A desk's ratings, the newest first, by keyset. */
export async function listRatings(
  db: Reader,
  deskId: string,
  filter: RatingsFilter,
  { limit, after }: { limit: number; after: RatingPlace | null },
): Promise<RatingRow[]> {
  const { rows } = await sql<RatingRow>`
    select r.ticket_id as "ticketId", r.ending_seq as "endingSeq", r.score, r.comment, r.is_low as "isLow",
           r.rated_by as "ratedBy", r.rated_at as "ratedAt", t.number, t.subject, p.domain as "portalName",
           (select c.title from client_titles c where c.desk_id = r.desk_id and c.member_id = r.member_id) as "clientName",
           r.agent_id as "agentId", s.name as "agentName", s.photo as "agentPhoto"
      from ticket_ratings r
      join tickets t using (ticket_id)
      join portals p on p.member_id = r.member_id
      left join desk_staff s on s.desk_id = r.desk_id and s.user_id = r.agent_id
     where r.desk_id = ${deskId} and ${sql.join(narrowed(filter, after), sql` and `)}
     order by r.rated_at desc, r.ticket_id desc, r.ending_seq desc limit ${limit}`.execute(db)
  return rows
}

function narrowed({ low, agentId, from, until }: RatingsFilter, after: RatingPlace | null): RawBuilder<unknown>[] {
  return [
    sql`true`,
    ...(low ? [sql`r.is_low`] : []),
    ...(agentId === undefined ? [] : [sql`r.agent_id = ${agentId}`]),
    ...(from === undefined ? [] : [sql`r.rated_at >= ${from}`]),
    ...(until === undefined ? [] : [sql`r.rated_at < ${until}`]),
    ...(after === null
      ? []
      : [sql`(r.rated_at, r.ticket_id, r.ending_seq) < (${after.at}, ${after.ticketId}::uuid, ${after.endingSeq})`]),
  ]
}
