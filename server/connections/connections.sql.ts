import type { Reader } from '#server/platform/db/db.ts'
import { sql } from 'kysely'
import type { Channel } from '#contract/regulations/base.types.ts'
import { forgetNames } from '#server/platform/journal/journal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { ConnectionEvent, EndedReason, PortalSupport } from './domain/connection.ts'

type ConnectionRow = {
  connection_id: string
  desk_id: string
  client_status: number
  plans: string[] | null
  started_at: Date
  ends_at: Date | null
  ended_at: Date | null
  ended_reason: EndedReason | null
}

/** The portal's connections as the domain sees them; the caller holds the portal's row lock when it means to change them. */
export async function loadSupport(db: Reader, memberId: string, version: number): Promise<PortalSupport> {
  const rows: ConnectionRow[] = await db
    .selectFrom('connections')
    .select(['connection_id', 'desk_id', 'client_status', 'plans', 'started_at', 'ends_at', 'ended_at', 'ended_reason'])
    .where('member_id', '=', memberId)
    .orderBy('started_at')
    .orderBy('ended_at', (order) => order.asc().nullsLast())
    .execute()
  const live = rows.find((row) => row.ended_at === null)
  const former = new Map<string, PortalSupport['former'][number]>()
  for (const row of rows) {
    if (row.ended_at === null) continue
    former.delete(row.desk_id)
    former.set(row.desk_id, {
      deskId: row.desk_id,
      clientStatus: row.client_status,
      plans: row.plans,
      leftAt: row.ended_at,
      endedByDesk: row.ended_reason === 'desk_ended' || row.ends_at !== null,
    })
  }
  return {
    portalId: memberId,
    version,
    live:
      live === undefined
        ? null
        : {
            connectionId: live.connection_id,
            deskId: live.desk_id,
            clientStatus: live.client_status,
            plans: live.plans,
            since: live.started_at,
            endsAt: live.ends_at,
          },
    former: [...former.values()],
  }
}

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

export async function saveSupportVersion(unit: UnitOfWork, memberId: string, version: number): Promise<void> {
  await unit.tx.updateTable('portals').set({ support_version: version }).where('member_id', '=', memberId).execute()
}

/** As one text: a guesser's hundreds of rows cost four times as much to read (1.7 ms beside 0.4). */
export async function countAttempts(unit: UnitOfWork, memberId: string, since: Date): Promise<Date[]> {
  const { rows } = await sql<{ instants: string | null }>`
    select string_agg((extract(epoch from at) * 1000)::bigint::text, ' ' order by at) as instants
      from activation_attempts
     where member_id = ${memberId} and at > ${since}`.execute(unit.tx)
  const instants = rows[0]?.instants ?? ''
  return instants === '' ? [] : instants.split(' ').map((instant) => new Date(Number(instant)))
}

export async function insertAttempt(unit: UnitOfWork, memberId: string): Promise<void> {
  await unit.tx.insertInto('activation_attempts').values({ member_id: memberId, at: unit.at }).execute()
}

export async function dropAttempts(unit: UnitOfWork, before: Date): Promise<void> {
  await sql`delete from activation_attempts where at < ${before}`.execute(unit.tx)
}

export type LiveConnectionRow = {
  connectionId: string
  memberId: string
  deskId: string
  startedAt: Date
  activatedBy: string
  activatedByUser: number
  endsAt: Date | null
}

export async function findLiveConnection(db: Reader, memberId: string): Promise<LiveConnectionRow | null> {
  const row = await db
    .selectFrom('connections')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    connectionId: row.connection_id,
    memberId: row.member_id,
    deskId: row.desk_id,
    startedAt: row.started_at,
    activatedBy: row.activated_by,
    activatedByUser: row.activated_by_user,
    endsAt: row.ends_at,
  }
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

/** C5, uninstall with CLEAN: numbers for the names in what stays; the staff list, if the portal was a desk, is empty. */
export async function forgetNamesOf(unit: UnitOfWork, memberId: string, before: Date): Promise<void> {
  const desks = sql`select desk_id from desks where member_id = ${memberId}`
  await sql`update connections set activated_by = '№ ' || activated_by_user where member_id = ${memberId}`.execute(
    unit.tx,
  )
  await sql`update support_codes set issued_by = '', revoked_by = case when revoked_at is null then null else '' end,
                                     sent_by = case when sent_at is null then null else '' end
             where desk_id in (${desks})`.execute(unit.tx)
  await sql`delete from desk_staff where desk_id in (${desks}) and added_at <= ${before}`.execute(unit.tx)
  await forgetNames(unit, { memberId, before })
}

export async function findConnection(db: Reader, connectionId: string) {
  const row = await db
    .selectFrom('connections')
    .select(['member_id', 'desk_id', 'regulation_version'])
    .where('connection_id', '=', connectionId)
    .executeTakeFirst()
  return row === undefined
    ? null
    : { memberId: row.member_id, deskId: row.desk_id, regulationVersion: row.regulation_version }
}

export type ListedConnection = {
  connectionId: string
  memberId: string
  domain: string
  clientStatus: number
  plans: string[] | null
  regulationVersion: number
  licence: string
  messenger: Channel | null
  startedAt: Date
  activatedBy: string
  endsAt: Date | null
  endedAt: Date | null
  endedReason: EndedReason | null
  openTickets: number
}

export async function listConnections(db: Reader, deskId: string): Promise<ListedConnection[]> {
  const { rows } = await sql<{
    connection_id: string
    member_id: string
    domain: string
    client_status: number
    plans: string[] | null
    regulation_version: number
    licence: string
    messenger: Channel | null
    started_at: Date
    activated_by: string
    ends_at: Date | null
    ended_at: Date | null
    ended_reason: EndedReason | null
    open_tickets: number
  }>`
    select c.connection_id, c.member_id, p.domain, c.client_status, c.plans, c.regulation_version, c.started_at,
           c.activated_by, c.ends_at, c.ended_at, c.ended_reason, p.licence, m.messenger,
           (select count(*) from tickets t
             where t.member_id = c.member_id and t.desk_id = c.desk_id
               and t.status not in ('resolved', 'closed')) as open_tickets
      from connections c join portals p using (member_id)
      left join client_messengers m on m.desk_id = c.desk_id and m.member_id = c.member_id
     where c.desk_id = ${deskId}
     order by c.ended_at desc nulls first, c.started_at desc
     limit 1000`.execute(db)
  return rows.map((row) => ({
    connectionId: row.connection_id,
    memberId: row.member_id,
    domain: row.domain,
    clientStatus: row.client_status,
    plans: row.plans,
    regulationVersion: row.regulation_version,
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
