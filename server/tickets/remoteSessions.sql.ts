import { sql } from 'kysely'
import type { RemoteTool } from '#contract/tickets/access.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export type RemoteSession = {
  sessionId: string
  accessId: string
  ticketId: string
  tool: RemoteTool
  agentId: number
  agentName: string
  startedAt: Date
  endedAt: Date | null
}

const columns = sql`
  session_id as "sessionId", access_id as "accessId", ticket_id as "ticketId", tool, agent_id as "agentId",
  agent_name as "agentName", started_at as "startedAt", ended_at as "endedAt"`

/** Sessions of these tickets, the earliest first. */
export async function listSessions(db: Reader, ticketIds: readonly string[]): Promise<RemoteSession[]> {
  if (ticketIds.length === 0) return []
  const { rows } = await sql<RemoteSession>`
    select ${columns} from remote_sessions where ticket_id = any(${ticketIds}::uuid[])
     order by started_at, session_id`.execute(db)
  return rows
}

export async function findSession(db: Reader, sessionId: string): Promise<RemoteSession | null> {
  const { rows } = await sql<RemoteSession>`
    select ${columns} from remote_sessions where session_id = ${sessionId}`.execute(db)
  return rows[0] ?? null
}

/** False where one of this id is there, or one of this box runs. */
export async function insertSession(unit: UnitOfWork, session: Omit<RemoteSession, 'endedAt'>): Promise<boolean> {
  const { rows } = await sql`
    insert into remote_sessions (session_id, access_id, ticket_id, tool, agent_id, agent_name, started_at)
    values (${session.sessionId}, ${session.accessId}, ${session.ticketId}, ${session.tool}, ${session.agentId},
            ${session.agentName}, ${session.startedAt})
    on conflict do nothing returning 1`.execute(unit.tx)
  return rows.length > 0
}

/** Those of these boxes that run end at this instant. */
export async function endSessions(
  unit: UnitOfWork,
  accessIds: readonly string[],
  { at, by }: { at: Date; by: 'client' | 'desk' | 'system' },
): Promise<RemoteSession[]> {
  const { rows } = await sql<RemoteSession>`
    update remote_sessions set ended_at = greatest(${at}, started_at), ended_by = ${by}
     where access_id = any(${accessIds}::uuid[]) and ended_at is null returning ${columns}`.execute(unit.tx)
  return rows
}
