import { sql } from 'kysely'
import type { Language } from '#contract/common.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export type CodeFacts = {
  memberId: string
  language: Language
  appId: string
  admins: number[]
  deskName: string
  expiresAt: Date
}

/** Of a code that still works, for a portal that still wants notifications; null otherwise. */
export async function readCodeFacts(unit: UnitOfWork, codeId: string): Promise<CodeFacts | null> {
  const { rows } = await sql<CodeFacts>`
    select p.member_id as "memberId", p.language, p.client_id as "appId", d.name as "deskName",
           s.expires_at as "expiresAt",
           array(select a.user_id from people a where a.member_id = p.member_id and a.is_admin
                  order by a.seen_at desc limit 10) as admins
      from support_codes s
      join desks d using (desk_id)
      join portals p on s.portal in (p.member_id, p.domain)
     where s.code_id = ${codeId} and s.revoked_at is null and s.used < s.max_uses and s.expires_at > ${unit.at}
       and s.delivered_at is null and p.is_installed and p.notice_connection`.execute(unit.tx)
  return rows[0] ?? null
}
