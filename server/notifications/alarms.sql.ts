import { sql } from 'kysely'
import type { Language } from '#contract/common.ts'
import type { Db } from '#server/platform/db/db.ts'
import { clientTitle } from './readers.sql.ts'

export type AlarmFacts = {
  number: string
  subject: string
  deskId: string
  assigneeId: number | null
  /** What the desk calls it (D8). */
  client: string
  memberId: string
  appId: string
}

/** Of a ticket that still waits; who has closed or locked it meanwhile needs no alarm. */
export async function readAlarmFacts(db: Db, ticketId: string): Promise<AlarmFacts | null> {
  const { rows } = await sql<AlarmFacts>`
    select t.number, t.subject, t.desk_id as "deskId", t.assignee_id as "assigneeId",
           coalesce(${clientTitle(sql`t.desk_id`, sql`t.member_id`)}, p.domain) as client, d.member_id as "memberId",
           dp.client_id as "appId"
      from tickets t
      join portals p using (member_id)
      join desks d using (desk_id)
      join portals dp on dp.member_id = d.member_id
     where t.ticket_id = ${ticketId} and t.lock_reason is null and t.status not in ('resolved', 'closed')`.execute(db)
  return rows[0] ?? null
}

export type DeskFacts = { memberId: string; language: Language; appId: string }

export async function readDeskFacts(db: Db, deskId: string): Promise<DeskFacts | null> {
  const { rows } = await sql<DeskFacts>`
    select d.member_id as "memberId", p.language, p.client_id as "appId"
      from desks d join portals p using (member_id) where d.desk_id = ${deskId}`.execute(db)
  return rows[0] ?? null
}
