import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Side } from '../domain/side.ts'

/**
 * Whether its side has now read further than anybody there before, in the client's numbering: nothing else may be told to the
 * other side, or a client would learn when a note was read (T8).
 */
export async function saveReadMark(
  unit: UnitOfWork,
  mark: { ticketId: string; side: Side; userId: number; seq: number; publicSeq: number },
): Promise<boolean> {
  const { rows } = await sql<{ is_further: boolean }>`
    with before as (
      select coalesce(max(public_seq), 0) as furthest from read_marks
       where ticket_id = ${mark.ticketId} and side = ${mark.side}
    )
    insert into read_marks as known (ticket_id, side, user_id, seq, public_seq, at)
    values (${mark.ticketId}, ${mark.side}, ${mark.userId}, ${mark.seq}, ${mark.publicSeq}, ${unit.at})
    on conflict (ticket_id, side, user_id) do update
       set seq = excluded.seq, public_seq = excluded.public_seq, at = excluded.at
     where known.seq < excluded.seq
    returning known.public_seq > (select furthest from before) as is_further`.execute(unit.tx)
  return rows[0]?.is_further === true
}

/** The pair of numbers (desk's, client's) that a reader's own number stands for; each is found at the end of an index. */
export async function positionOf(db: Reader, ticketId: string, side: Side, seq: number) {
  const within = side === 'client' ? sql`public_seq <= ${seq}` : sql`seq <= ${seq}`
  const { rows } = await sql<{ seq: number | null; public_seq: number | null }>`
    select (select seq from journal where ticket_id = ${ticketId} and ${within} order by seq desc limit 1) as seq,
           (select public_seq from journal
             where ticket_id = ${ticketId} and ${within} and public_seq is not null
             order by seq desc limit 1) as public_seq`.execute(db)
  return { seq: rows[0]?.seq ?? 0, publicSeq: rows[0]?.public_seq ?? 0 }
}
