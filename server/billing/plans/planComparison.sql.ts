import type { Reader } from '#server/platform/db/db.ts'
import { sql } from 'kysely'
import type { WorkedInterval } from './domain/planCost.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

type Within = { from: Date; until: Date; limit: number }

/** The newest work that began in a period, in the order in which it began; what runs now is worked until its end. */
export async function listWorked(
  db: Reader,
  { deskId, memberId }: AccountKey,
  { from, until, limit }: Within,
): Promise<WorkedInterval[]> {
  const { rows } = await sql<{
    interval_id: string
    ticket_id: string
    agent_id: number
    started_at: Date
    stopped_at: Date
  }>`
    select interval_id, ticket_id, agent_id, started_at,
           least(coalesce(stopped_at, ${until}::timestamptz), ${until}::timestamptz) as stopped_at
      from timers
     where desk_id = ${deskId} and member_id = ${memberId} and started_at >= ${from} and started_at < ${until}
     order by started_at desc, interval_id desc limit ${limit}`.execute(db)
  return rows.toReversed().map((row) => ({
    intervalId: row.interval_id,
    ticketId: row.ticket_id,
    agentId: String(row.agent_id),
    startedAt: row.started_at,
    stoppedAt: row.stopped_at,
  }))
}

/** The newest tickets that were opened in a period. */
export async function listOpened(
  db: Reader,
  { deskId, memberId }: AccountKey,
  { from, until, limit }: Within,
): Promise<string[]> {
  // No ticket is older than what was last done in it, and that has an index.
  const { rows } = await sql<{ ticket_id: string }>`
    select ticket_id from tickets
     where member_id = ${memberId} and desk_id = ${deskId} and active_at >= ${from}
       and opened_at >= ${from} and opened_at < ${until}
     order by opened_at desc, ticket_id desc limit ${limit}`.execute(db)
  return rows.map((row) => row.ticket_id)
}
