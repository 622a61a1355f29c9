import { sql } from 'kysely'
import type { Db } from '#server/platform/db/db.ts'
import { clientReaderList, clientTitle, type ClientReader } from './readers.sql.ts'

export type BillingFacts = {
  deskId: string
  memberId: string
  /** What the desk calls the client (D8). */
  client: string
  wants: boolean
  appId: string
  clientReaders: ClientReader[]
  deskName: string
  deskMemberId: string
  deskAppId: string
  /** A plan that is billed afterwards is chosen: there is a limit, and nothing is bought (Q12). */
  isOwing: boolean
}

/** Both sides of an account, and whom of the client may be told (P8). */
export async function readBillingFacts(
  db: Db,
  { deskId, memberId }: { deskId: string; memberId: string },
  adminsSince: Date,
): Promise<BillingFacts | null> {
  const { rows } = await sql<BillingFacts>`
    select d.desk_id as "deskId", p.member_id as "memberId",
           coalesce(${clientTitle(sql`d.desk_id`, sql`p.member_id`)}, p.domain) as client,
           (p.notice_billing and p.is_installed) as wants, p.client_id as "appId",
           ${clientReaderList(sql`p.member_id`, adminsSince)} as "clientReaders",
           d.name as "deskName", d.member_id as "deskMemberId", 
           dp.client_id as "deskAppId",
           exists(select 1 from accounts a where a.desk_id = d.desk_id and a.member_id = p.member_id
                     and a.usage_plan is not null) as "isOwing"
      from desks d join portals dp on dp.member_id = d.member_id
      join portals p on p.member_id = ${memberId}
     where d.desk_id = ${deskId}`.execute(db)
  return rows[0] ?? null
}
