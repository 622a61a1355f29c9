import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { clientReaderList, clientReaders, clientTitle, type ClientReader } from './readers.sql.ts'

/** The first message of a burst sets the instant; those after it change nothing. */
export async function saveDue(unit: UnitOfWork, ticketIds: string[], dueAt: Date): Promise<void> {
  if (ticketIds.length === 0) return
  await sql`
    insert into notices_due (ticket_id, due_at) select ticket_id, ${dueAt} from unnest(${ticketIds}::uuid[]) ticket_id
    on conflict do nothing`.execute(unit.tx)
}

/**
 * Takes what is due. `isUnread`: somebody who is to be told has not read what the other side wrote; what one person has read is not read
 * for the others (D4). All tickets are decided in this one statement.
 */
export async function takeDue(
  unit: UnitOfWork,
  adminsSince: Date,
  limit: number,
): Promise<{ ticketId: string; isUnread: boolean }[]> {
  const { rows } = await sql<{ ticketId: string; isUnread: boolean }>`
    with due as materialized (
      delete from notices_due where ticket_id in (
        select ticket_id from notices_due where due_at <= ${unit.at} order by due_at limit ${limit} for no key update skip locked)
      returning ticket_id
    ), wrote as materialized (
      select t.ticket_id, t.member_id, t.desk_id, t.assignee_id,
             ${lastSeq('desk')} as desk_seq, ${lastSeq('client')} as client_seq
        from due join tickets t using (ticket_id)
    )
    select due.ticket_id as "ticketId", coalesce(
             exists (select 1 from ${clientReaders(sql`t.member_id`, adminsSince)} r
                      where t.desk_seq > ${readSeq('client', sql`r.user_id`)})
             or (t.client_seq > t.desk_seq
                 and exists (select 1 from desk_staff s
                              where s.desk_id = t.desk_id and t.client_seq > ${readSeq('desk', sql`s.user_id`)})),
             false) as "isUnread"
      from due left join wrote t using (ticket_id)`.execute(unit.tx)
  return rows
}

/** The newest public message of a side in `tickets t`, in the desk's numbering. */
function lastSeq(side: 'client' | 'desk'): RawBuilder<unknown> {
  return sql`coalesce((select max(m.seq) from messages m
                        where m.ticket_id = t.ticket_id and m.side = ${side} and m.kind = 'public'), 0)`
}

/** The same message, by its id: where a notification about it leads. Null: there is none. */
function lastMessage(side: 'client' | 'desk'): RawBuilder<unknown> {
  return sql`(select m.message_id from messages m
               where m.ticket_id = t.ticket_id and m.side = ${side} and m.kind = 'public' order by m.seq desc limit 1)`
}

/** How far a person of a side has read in `t`. */
function readSeq(side: 'client' | 'desk', user: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce((select k.seq from read_marks k
                        where k.ticket_id = t.ticket_id and k.side = ${side} and k.user_id = ${user}), 0)`
}

export async function nextDueAt(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ due_at: Date | null }>`select min(due_at) as due_at from notices_due`.execute(db)
  return rows[0]?.due_at ?? null
}

type Read = { readSeq: number }

export type TicketFacts = {
  number: string
  subject: string
  memberId: string
  openedByUser: number
  clientName: string | null
  portalName: string
  clientWants: boolean
  clientAppId: string
  /** Whom the table of notifications may name, and how far each has read. */
  clientReaders: (ClientReader & Read)[]
  deskId: string
  deskMemberId: string
  deskAppId: string
  assigneeId: number | null
  /** The newest public message of each side, in the desk's numbering. */
  deskWroteSeq: number
  clientWroteSeq: number
  /** The same, by their ids. */
  deskWroteId: string | null
  clientWroteId: string | null
  staff: ({ userId: number } & Read)[]
  isLocked: boolean
  /** By coupon (T10). */
  isSpecial: boolean
}

/** Everything that a notification about a ticket needs, as it stands when the notification is due. */
export async function readTicketFacts(db: Db, ticketId: string, adminsSince: Date): Promise<TicketFacts | null> {
  return (await readFactsOfTickets(db, [ticketId], adminsSince)).get(ticketId) ?? null
}

/** The same of several, in one statement; those that are gone are left out. */
export async function readFactsOfTickets(
  db: Db,
  ticketIds: readonly string[],
  adminsSince: Date,
): Promise<ReadonlyMap<string, TicketFacts>> {
  const { rows } = await sql<TicketFacts & { ticketId: string }>`
    select t.number, t.subject, t.ticket_id as "ticketId", t.member_id as "memberId", t.opened_by_user as "openedByUser",
           t.desk_id as "deskId", p.domain as "portalName",
           ${clientTitle(sql`t.desk_id`, sql`t.member_id`)} as "clientName",
           (p.notice_answers and p.is_installed) as "clientWants", p.client_id as "clientAppId",
           coalesce((select json_agg(json_build_object('userId', r.user_id, 'as', r.kind,
                                                       'readSeq', ${readSeq('client', sql`r.user_id`)}) order by r.user_id)
                       from ${clientReaders(sql`t.member_id`, adminsSince)} r), '[]'::json) as "clientReaders",
           d.member_id as "deskMemberId", dp.client_id as "deskAppId",
           t.assignee_id as "assigneeId", ${lastSeq('desk')} as "deskWroteSeq",
           ${lastMessage('desk')} as "deskWroteId", ${lastMessage('client')} as "clientWroteId",
           -- Of a duplicate the desk is reminded no more: what waits for it waits where that goes on.
           case when t.merged_into is null then ${lastSeq('client')} else 0 end as "clientWroteSeq",
           coalesce((select json_agg(json_build_object('userId', s.user_id,
                                                       'readSeq', ${readSeq('desk', sql`s.user_id`)}) order by s.user_id)
                       from desk_staff s where s.desk_id = t.desk_id), '[]'::json) as staff,
           t.lock_reason is not null as "isLocked", t.state ->> 'couponId' is not null as "isSpecial"
      from tickets t
      join portals p using (member_id)
      join desks d on d.desk_id = t.desk_id
      join portals dp on dp.member_id = d.member_id
     where t.ticket_id = any(${ticketIds}::uuid[])`.execute(db)
  return new Map(rows.map(({ ticketId, ...facts }) => [ticketId, facts]))
}

export type ConnectionFacts = {
  memberId: string
  deskId: string
  clientName: string | null
  portalName: string
  wants: boolean
  appId: string
  clientReaders: ClientReader[]
  endsAt: Date | null
  deskName: string
  deskMemberId: string
  deskAppId: string
}

/** The admins are those who were looked at not before `adminsSince` (P8); whoever connected it may be none any more. */
export async function readConnectionFacts(
  db: Db,
  connectionId: string,
  adminsSince: Date,
): Promise<ConnectionFacts | null> {
  const { rows } = await sql<ConnectionFacts>`
    select c.member_id as "memberId", c.desk_id as "deskId", p.domain as "portalName",
           ${clientTitle(sql`c.desk_id`, sql`c.member_id`)} as "clientName",
           (p.notice_connection and p.is_installed) as wants, p.client_id as "appId", c.ends_at as "endsAt",
           ${clientReaderList(sql`c.member_id`, adminsSince)} as "clientReaders",
           d.name as "deskName", d.member_id as "deskMemberId",
           dp.client_id as "deskAppId"
      from connections c
      join portals p using (member_id)
      join desks d on d.desk_id = c.desk_id
      join portals dp on dp.member_id = d.member_id
     where c.connection_id = ${connectionId}`.execute(db)
  return rows[0] ?? null
}
