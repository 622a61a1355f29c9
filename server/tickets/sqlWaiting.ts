import { sql } from 'kysely'
import type { Category } from '#contract/regulation/base.ts'
import type { Db } from '#server/platform/db.ts'
import type { Unit } from '#server/platform/unit.ts'

export type Waiting = {
  ticketId: string
  category: Category | null
  /** Who had it before it was reopened. */
  assigneeId: number | null
  overtakes: boolean
  queuedAt: Date
}

/** Tickets that wait for a person: those that overtake first, then by arrival. */
export async function listWaiting(
  db: Db | Unit['tx'],
  deskId: string,
  after: Waiting | null,
  limit: number,
): Promise<Waiting[]> {
  const behind =
    after === null
      ? sql`true`
      : sql`((not overtakes), queued_at, ticket_id) > (${!after.overtakes}, ${after.queuedAt}, ${after.ticketId}::uuid)`
  const { rows } = await sql<{
    ticket_id: string
    category: Category | null
    assignee_id: number | null
    overtakes: boolean
    queued_at: Date
  }>`
    select ticket_id, category, assignee_id, overtakes, queued_at from tickets
     where desk_id = ${deskId} and status = 'queued' and lock_reason is null and ${behind}
     order by (not overtakes), queued_at, ticket_id limit ${limit}`.execute(db)
  return rows.map((row) => ({
    ticketId: row.ticket_id,
    category: row.category,
    assigneeId: row.assignee_id,
    overtakes: row.overtakes,
    queuedAt: row.queued_at,
  }))
}
