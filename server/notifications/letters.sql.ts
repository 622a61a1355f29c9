import { sql } from 'kysely'
import type { Db } from '#server/platform/db/db.ts'
import { clientReaderList, clientTitle, type ClientReader } from './readers.sql.ts'

/** Both ends of a letter: where their people read, and in which language. */
export type LetterEnds = {
  client: string
  clientAppId: string
  clientWants: boolean
  clientReaders: ClientReader[]
  deskName: string
  deskMemberId: string
  deskAppId: string
}

export async function readLetterEnds(
  db: Db,
  { memberId, deskId }: { memberId: string; deskId: string },
  adminsSince: Date,
): Promise<LetterEnds | null> {
  const { rows } = await sql<LetterEnds>`
    select coalesce(${clientTitle(sql`d.desk_id`, sql`p.member_id`)}, p.domain) as client, p.client_id as "clientAppId", (p.notice_answers and p.is_installed) as "clientWants",
           ${clientReaderList(sql`p.member_id`, adminsSince)} as "clientReaders", d.name as "deskName",
           d.member_id as "deskMemberId", dp.client_id as "deskAppId"
      from portals p, desks d join portals dp on dp.member_id = d.member_id
     where p.member_id = ${memberId} and d.desk_id = ${deskId}`.execute(db)
  return rows[0] ?? null
}
