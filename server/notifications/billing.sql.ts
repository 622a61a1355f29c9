import { sql } from 'kysely'
import type { Language } from '#contract/common.ts'
import type { Db } from '#server/platform/db/db.ts'

export type BillingFacts = {
  memberId: string
  domain: string
  language: Language
  wants: boolean
  appId: string
  /** Looked at not too long ago (P8). */
  admins: number[]
  contacts: number[]
  deskName: string
  deskMemberId: string
  deskLanguage: Language
  deskAppId: string
  leads: number[]
  /** A plan that is billed afterwards is chosen: there is a limit, and nothing is bought (Q12). */
  isOwing: boolean
}

/** Both sides of an account: who of the client may order, and who of the desk sees to its clients. */
export async function readBillingFacts(
  db: Db,
  { deskId, memberId }: { deskId: string; memberId: string },
  adminsSince: Date,
): Promise<BillingFacts | null> {
  const { rows } = await sql<BillingFacts>`
    select p.member_id as "memberId", p.domain, p.language, (p.notice_connection and p.is_installed) as wants,
           p.client_id as "appId",
           array(select a.user_id from people a
                  where a.member_id = p.member_id and a.is_admin and a.seen_at > ${adminsSince}
                  order by a.seen_at desc limit 50) as admins,
           array(select n.user_id from named_people n where n.member_id = p.member_id
                  order by n.named_at limit 50) as contacts,
           d.name as "deskName", d.member_id as "deskMemberId", dp.language as "deskLanguage",
           dp.client_id as "deskAppId",
           array(select user_id from desk_staff s
                  where s.desk_id = d.desk_id and s.role in ('lead', 'owner') order by 1) as leads,
           exists(select 1 from accounts a where a.desk_id = d.desk_id and a.member_id = p.member_id
                     and a.usage_plan is not null) as "isOwing"
      from desks d join portals dp on dp.member_id = d.member_id
      join portals p on p.member_id = ${memberId}
     where d.desk_id = ${deskId}`.execute(db)
  return rows[0] ?? null
}
