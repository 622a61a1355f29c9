import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'

export type SpokenMessage = { side: 'client' | 'desk'; name: string; text: string }

const mostRead = 500

/** What both sides have said to each other, in its order; no notes, nothing deleted. */
export async function listSpoken(db: Reader, ticketId: string): Promise<SpokenMessage[]> {
  const { rows } = await sql<SpokenMessage>`
    select side, author_name as name, text from messages
     where ticket_id = ${ticketId} and kind = 'public' and deleted_at is null and side in ('client', 'desk')
     order by seq limit ${mostRead}`.execute(db)
  return rows
}
