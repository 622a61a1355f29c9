import { sql } from 'kysely'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export type CodeFacts = {
  memberId: string
  deskId: string
  appId: string
  /** Looked at not too long ago (P8). */
  admins: number[]
  /** Whom the portal names for support. */
  contacts: number[]
  deskName: string
  expiresAt: Date
}

/** Of a code that still works, for a portal that still wants notifications; null otherwise. */
export async function readCodeFacts(unit: UnitOfWork, codeId: string, adminsSince: Date): Promise<CodeFacts | null> {
  const { rows } = await sql<CodeFacts>`
    select p.member_id as "memberId", d.desk_id as "deskId", p.client_id as "appId", d.name as "deskName",
           s.expires_at as "expiresAt",
           array(select a.user_id from people a where a.member_id = p.member_id and a.is_admin
                    and a.seen_at > ${adminsSince} order by a.seen_at desc limit 10) as admins,
           array(select n.user_id from named_people n where n.member_id = p.member_id
                  order by n.named_at limit 10) as contacts
      from support_codes s
      join desks d using (desk_id)
      join portals p on p.member_id = s.portal_member_id
        or (s.portal_member_id is null and (s.portal in (p.member_id, p.domain)
            or (p.former_domains @> array[s.portal]
                and p.former_domains_left_at[array_position(p.former_domains, s.portal)] >= s.issued_at)))
     where s.code_id = ${codeId} and s.revoked_at is null and s.used < s.max_uses and s.expires_at > ${unit.at}
       and s.delivered_at is null and p.is_installed and p.notice_connection`.execute(unit.tx)
  return rows[0] ?? null
}
