import { sql } from 'kysely'
import type { Language } from '#contract/common.ts'
import type { Db } from '#server/platform/db/db.ts'

export type SearchFacts = { deskMemberId: string; language: Language; appId: string; assigneeId: number | null }

/** Where the desk's people read, and who has the ticket of the search if it is theirs. */
export async function readSearchFacts(
  db: Db,
  { deskId, ticketId }: { deskId: string; ticketId: string },
): Promise<SearchFacts | null> {
  const { rows } = await sql<SearchFacts>`
    select d.member_id as "deskMemberId", p.language, p.client_id as "appId", t.assignee_id as "assigneeId"
      from desks d join portals p using (member_id)
      left join tickets t on t.ticket_id::text = ${ticketId} and t.desk_id = d.desk_id
     where d.desk_id = ${deskId}`.execute(db)
  return rows[0] ?? null
}
