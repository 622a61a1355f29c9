import type { Reader } from '#server/platform/db/db.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

export type KnownTimer = AccountKey & { intervalId: string; ticketId: string; agentId: number; stoppedAt: Date | null }

export async function findTimer(db: Reader, intervalId: string): Promise<KnownTimer | null> {
  const row = await db
    .selectFrom('timers')
    .select(['interval_id', 'ticket_id', 'desk_id', 'member_id', 'agent_id', 'stopped_at'])
    .where('interval_id', '=', intervalId)
    .executeTakeFirst()
  return row === undefined ? null : toKnown(row)
}

/** The one that runs. */
export async function findTimerOfAgent(db: Reader, deskId: string, agentId: number): Promise<KnownTimer | null> {
  const row = await db
    .selectFrom('timers')
    .select(['interval_id', 'ticket_id', 'desk_id', 'member_id', 'agent_id', 'stopped_at'])
    .where('desk_id', '=', deskId)
    .where('agent_id', '=', agentId)
    .where('stopped_at', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : toKnown(row)
}

function toKnown(row: {
  interval_id: string
  ticket_id: string
  desk_id: string
  member_id: string
  agent_id: number
  stopped_at: Date | null
}): KnownTimer {
  return {
    intervalId: row.interval_id,
    ticketId: row.ticket_id,
    deskId: row.desk_id,
    memberId: row.member_id,
    agentId: row.agent_id,
    stoppedAt: row.stopped_at,
  }
}
