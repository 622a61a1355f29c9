import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { EndedReason, PortalSupport } from '../domain/connection.ts'

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

/** The portal's connections as the domain sees them; the caller has locked the portal's row when it means to change them. */
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

export async function findConnection(db: Reader, connectionId: string) {
  const row = await db
    .selectFrom('connections')
    .select(['member_id', 'desk_id'])
    .where('connection_id', '=', connectionId)
    .executeTakeFirst()
  return row === undefined ? null : { memberId: row.member_id, deskId: row.desk_id }
}

/** Whether this portal has or had anything to do with the desk: others learn nothing. */
export async function isClientOf(db: Reader, deskId: string, memberId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from connections where desk_id = ${deskId} and member_id = ${memberId} and ended_at is null
    union all
    select 1 from tickets where desk_id = ${deskId} and member_id = ${memberId} limit 1`.execute(db)
  return rows.length > 0
}
