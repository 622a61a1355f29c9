import type { Reader } from '#server/platform/db/db.ts'
import { sql } from 'kysely'
import type { Channel } from '#contract/regulations/base.types.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { ConnectionEvent, EndedReason } from './domain/connection.ts'

export async function saveConnectionEvent(
  unit: UnitOfWork,
  memberId: string,
  event: ConnectionEvent,
  by: { name: string; userId: number },
): Promise<void> {
  if (event.type === 'connection.made') {
    await unit.tx
      .insertInto('connections')
      .values({
        connection_id: event.connectionId,
        member_id: memberId,
        desk_id: event.deskId,
        code_id: event.codeId,
        client_status: event.clientStatus,
        plans: event.plans === null ? null : [...event.plans],
        regulation_version: event.regulationVersion,
        started_at: event.at,
        activated_by: by.name,
        activated_by_user: by.userId,
        ends_at: null,
        ended_at: null,
        ended_reason: null,
      })
      .execute()
    return
  }
  const change =
    event.type === 'connection.noticeGiven'
      ? { ends_at: event.endsAt }
      : { ended_at: event.at, ended_reason: event.reason }
  await unit.tx.updateTable('connections').set(change).where('connection_id', '=', event.connectionId).execute()
}

export async function listClientsOf(db: Reader, deskId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('connections')
    .select('member_id')
    .where('desk_id', '=', deskId)
    .where('ended_at', 'is', null)
    .orderBy('member_id')
    .execute()
  return rows.map((row) => row.member_id)
}

/** C5, uninstall with CLEAN: a number for the name of whoever connected the portal. */
export async function forgetActivators(unit: UnitOfWork, memberId: string): Promise<void> {
  await sql`update connections set activated_by = '№ ' || activated_by_user where member_id = ${memberId}`.execute(
    unit.tx,
  )
}

export type ListedConnection = {
  connectionId: string
  memberId: string
  clientName: string | null
  domain: string
  clientStatus: number
  plans: string[] | null
  version: number
  planned: { version: number; from: Date } | null
  licence: string
  messenger: Channel | null
  startedAt: Date
  activatedBy: string
  endsAt: Date | null
  endedAt: Date | null
  endedReason: EndedReason | null
  openTickets: number
}

/** With the version by which each goes at this instant, and the next one that is planned for it (E9). */
export async function listConnections(db: Reader, deskId: string, at: Date): Promise<ListedConnection[]> {
  const { rows } = await sql<{
    connection_id: string
    member_id: string
    title: string | null
    domain: string
    client_status: number
    plans: string[] | null
    version: number
    next_version: number | null
    next_from: Date | null
    licence: string
    messenger: Channel | null
    started_at: Date
    activated_by: string
    ends_at: Date | null
    ended_at: Date | null
    ended_reason: EndedReason | null
    open_tickets: number
  }>`
    select c.connection_id, c.member_id, k.title, p.domain, c.client_status, c.plans, c.started_at,
           coalesce(held.version, c.regulation_version) as version, next.version as next_version, next.from_at as next_from,
           c.activated_by, c.ends_at, c.ended_at, c.ended_reason, p.licence, m.messenger,
           (select count(*) from tickets t
             where t.member_id = c.member_id and t.desk_id = c.desk_id
               and t.status not in ('resolved', 'closed')) as open_tickets
      from connections c join portals p using (member_id)
      left join client_messengers m on m.desk_id = c.desk_id and m.member_id = c.member_id
      left join (select member_id, title from client_titles where desk_id = ${deskId}) k on k.member_id = c.member_id
      left join lateral (
        select v.version from connection_versions v
         where v.connection_id = c.connection_id and v.withdrawn_at is null
           and v.from_at <= least(${at}::timestamptz, coalesce(c.ended_at, 'infinity'))
         order by v.from_at desc, v.id desc limit 1) held on true
      left join lateral (
        select v.version, v.from_at from connection_versions v
         where v.connection_id = c.connection_id and v.withdrawn_at is null and v.from_at > ${at} and c.ended_at is null
         order by v.from_at, v.id desc limit 1) next on true
     where c.desk_id = ${deskId}
     order by c.ended_at desc nulls first, c.started_at desc
     limit 1000`.execute(db)
  return rows.map((row) => ({
    connectionId: row.connection_id,
    memberId: row.member_id,
    clientName: row.title,
    domain: row.domain,
    clientStatus: row.client_status,
    plans: row.plans,
    version: row.version,
    planned:
      row.next_version === null || row.next_from === null ? null : { version: row.next_version, from: row.next_from },
    licence: row.licence,
    messenger: row.messenger,
    startedAt: row.started_at,
    activatedBy: row.activated_by,
    endsAt: row.ends_at,
    endedAt: row.ended_at,
    endedReason: row.ended_reason,
    openTickets: row.open_tickets,
  }))
}
