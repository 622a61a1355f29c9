import { sql } from 'kysely'
import type { Language } from '#contract/common.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** The first message of a burst sets the instant; those after it change nothing. */
export async function saveDue(unit: UnitOfWork, ticketIds: string[], dueAt: Date): Promise<void> {
  if (ticketIds.length === 0) return
  await sql`
    insert into notices_due (ticket_id, due_at) select ticket_id, ${dueAt} from unnest(${ticketIds}::uuid[]) ticket_id
    on conflict do nothing`.execute(unit.tx)
}

/** Takes what is due. `isUnread`: somebody has not read what the other side wrote. */
export async function takeDue(unit: UnitOfWork, limit: number): Promise<{ ticketId: string; isUnread: boolean }[]> {
  const { rows } = await sql<{ ticketId: string; isUnread: boolean }>`
    with due as (
      delete from notices_due where ticket_id in (
        select ticket_id from notices_due where due_at <= ${unit.at} order by due_at limit ${limit} for no key update skip locked)
      returning ticket_id
    )
    select due.ticket_id as "ticketId", exists (
             select 1 from messages m
              where m.ticket_id = due.ticket_id and m.kind = 'public'
                and m.seq > coalesce((select max(r.seq) from read_marks r
                                       where r.ticket_id = m.ticket_id and r.side <> m.side), 0)) as "isUnread"
      from due`.execute(unit.tx)
  return rows
}

export async function nextDueAt(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ due_at: Date | null }>`select min(due_at) as due_at from notices_due`.execute(db)
  return rows[0]?.due_at ?? null
}

export type TicketFacts = {
  number: string
  subject: string
  memberId: string
  domain: string
  clientLanguage: Language
  clientWants: boolean
  clientAppId: string
  /** Who opened it, if they may still read it. */
  clientReaders: number[]
  clientReadSeq: number
  deskMemberId: string
  deskLanguage: Language
  deskAppId: string
  assigneeId: number | null
  deskReadSeq: number
  /** The newest public message of each side, in the desk's numbering. */
  deskWroteSeq: number
  clientWroteSeq: number
  staff: number[]
  isLocked: boolean
}

/** Everything that a notification about a ticket needs, as it stands when the notification is due. */
export async function readTicketFacts(db: Db, ticketId: string): Promise<TicketFacts | null> {
  const { rows } = await sql<TicketFacts>`
    select t.number, t.subject, t.member_id as "memberId", p.domain, p.language as "clientLanguage",
           (p.notice_answers and p.is_installed) as "clientWants", p.client_id as "clientAppId",
           array(select t.opened_by_user
                  where exists (select 1 from people a where a.member_id = t.member_id
                                   and a.user_id = t.opened_by_user and a.is_admin)
                     or exists (select 1 from named_people n where n.member_id = t.member_id
                                   and n.user_id = t.opened_by_user and n.kind = 'integrator')) as "clientReaders",
           coalesce((select max(seq) from read_marks r where r.ticket_id = t.ticket_id and r.side = 'client'), 0)
             as "clientReadSeq",
           d.member_id as "deskMemberId", dp.language as "deskLanguage", dp.client_id as "deskAppId",
           t.assignee_id as "assigneeId",
           coalesce((select max(seq) from read_marks r where r.ticket_id = t.ticket_id and r.side = 'desk'), 0)
             as "deskReadSeq",
           coalesce((select max(seq) from messages m where m.ticket_id = t.ticket_id and m.side = 'desk'
                      and m.kind = 'public'), 0) as "deskWroteSeq",
           coalesce((select max(seq) from messages m where m.ticket_id = t.ticket_id and m.side = 'client'), 0)
             as "clientWroteSeq",
           array(select user_id from desk_staff s where s.desk_id = t.desk_id order by user_id) as staff,
           t.lock_reason is not null as "isLocked"
      from tickets t
      join portals p using (member_id)
      join desks d on d.desk_id = t.desk_id
      join portals dp on dp.member_id = d.member_id
     where t.ticket_id = ${ticketId}`.execute(db)
  return rows[0] ?? null
}

export type ConnectionFacts = {
  memberId: string
  domain: string
  language: Language
  wants: boolean
  appId: string
  /** Its admins and whoever it names for support (E2). */
  concerned: number[]
  endsAt: Date | null
  deskName: string
  deskMemberId: string
  deskLanguage: Language
  deskAppId: string
  owners: number[]
}

/** The admins are those who were looked at not before `adminsSince` (P8); whoever connected it may be none any more. */
export async function readConnectionFacts(
  db: Db,
  connectionId: string,
  adminsSince: Date,
): Promise<ConnectionFacts | null> {
  const { rows } = await sql<ConnectionFacts>`
    select c.member_id as "memberId", p.domain, p.language, (p.notice_connection and p.is_installed) as wants,
           p.client_id as "appId", c.ends_at as "endsAt",
           array(select a.user_id from people a
                  where a.member_id = c.member_id and a.is_admin and a.seen_at > ${adminsSince}
                 union select n.user_id from named_people n where n.member_id = c.member_id
                 order by 1 limit 50) as concerned,
           d.name as "deskName", d.member_id as "deskMemberId", dp.language as "deskLanguage",
           dp.client_id as "deskAppId",
           array(select user_id from desk_staff s where s.desk_id = d.desk_id and s.role = 'owner') as owners
      from connections c
      join portals p using (member_id)
      join desks d on d.desk_id = c.desk_id
      join portals dp on dp.member_id = d.member_id
     where c.connection_id = ${connectionId}`.execute(db)
  return rows[0] ?? null
}

export async function isSent(db: Db, key: string): Promise<boolean> {
  const row = await db.selectFrom('notices_sent').select('notice').where('notice', '=', key).executeTakeFirst()
  return row !== undefined
}

export async function markSent(unit: UnitOfWork, key: string): Promise<void> {
  await unit.tx
    .insertInto('notices_sent')
    .values({ notice: key, at: unit.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
