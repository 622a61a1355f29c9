import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'

export type Writer = {
  memberId: string
  userId: number
  name: string
  photo: string | null
  as: 'admin' | 'integrator'
}

/** E2: who may write for these portals: admins, as they were looked at not before `adminsSince`, and those named as integrators. */
export async function listWriters(db: Reader, memberIds: readonly string[], adminsSince: Date): Promise<Writer[]> {
  if (memberIds.length === 0) return []
  const { rows } = await sql<Writer>`
    select distinct on (w."memberId", w."userId") w."memberId", w."userId", w.name, w.photo, w."as" from (
      select a.member_id as "memberId", a.user_id as "userId", a.name, a.photo, 'admin' as "as", 0 as rank from people a
       where a.member_id = any(${[...memberIds]}) and a.is_admin and a.seen_at > ${adminsSince}
      union all
      select n.member_id, n.user_id, n.name, n.photo, 'integrator', 1 from named_people n
       where n.member_id = any(${[...memberIds]}) and n.kind = 'integrator') w
      join portals p on p.member_id = w."memberId" and p.is_installed
     order by w."memberId", w."userId", w.rank`.execute(db)
  return rows
}
