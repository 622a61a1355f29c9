import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'

export type Writer = { memberId: string; userId: number; name: string }

const mostRead = 200

type SaidRow = { seq: number; text: string; at: Date; memberId: string; userId: number; name: string }

/** What a client wrote while the assistant answered, the newest of it, in its order; deleted texts are empty. */
export async function listSaid(
  db: Reader,
  ticketId: string,
): Promise<{ seq: number; text: string; at: Date; writer: Writer }[]> {
  const { rows } = await sql<SaidRow>`
    select m.seq, case when m.deleted_at is null then m.text else '' end as text, m.at,
           m.author_member as "memberId", m.author_id as "userId", m.author_name as name
      from journal j join messages m on m.ticket_id = j.ticket_id and m.seq = j.seq
     where j.ticket_id = ${ticketId} and j.type = 'message.sent' and j.payload ->> 'toAssistant' = 'true'
     order by j.seq desc limit ${mostRead}`.execute(db)
  return rows
    .toReversed()
    .map(({ memberId, userId, name, ...said }) => ({ ...said, writer: { memberId, userId, name } }))
}

/** The number of the newest of them; 0: there is none. */
export async function newestSaid(db: Reader, ticketId: string): Promise<number> {
  const { rows } = await sql<{ seq: number | null }>`
    select max(seq)::int as seq from journal
     where ticket_id = ${ticketId} and type = 'message.sent' and payload ->> 'toAssistant' = 'true'`.execute(db)
  return rows[0]?.seq ?? 0
}

/** When people got it; null: they never did. */
export async function findHandedOverAt(db: Reader, ticketId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    select at from journal
     where ticket_id = ${ticketId} and type = 'ticket.moved' and payload ->> 'from' = 'assistant'
       and payload ->> 'to' = 'queued' order by seq limit 1`.execute(db)
  return rows[0]?.at ?? null
}
