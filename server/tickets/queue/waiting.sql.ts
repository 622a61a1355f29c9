import { sql, type RawBuilder } from 'kysely'
import type { Category } from '#contract/regulations/base.types.ts'
import type { Reader } from '#server/platform/db/db.ts'

export type Waiting = {
  ticketId: string
  category: Category | null
  /** Who had it before it was reopened. */
  assigneeId: number | null
  rank: number
  queuedAt: Date
  dueAt: Date | null
}

const keys: Record<'arrival' | 'deadline', RawBuilder<unknown>> = {
  arrival: sql`queue_rank, queued_at, ticket_id`,
  deadline: sql`queue_rank, (coalesce(due_at, 'infinity'::timestamptz)), queued_at, ticket_id`,
}

/** Tickets that wait for a person, in the order of the queue (S7). */
export async function listWaiting(
  db: Reader,
  { deskId, order }: { deskId: string; order: 'arrival' | 'deadline' },
  after: Waiting | null,
  limit: number,
): Promise<Waiting[]> {
  const behind = after === null ? sql`true` : sql`(${keys[order]}) > (${keyOf(after, order)})`
  const { rows } = await sql<{
    ticket_id: string
    category: Category | null
    assignee_id: number | null
    queue_rank: number
    queued_at: Date
    due_at: Date | null
  }>`
    select ticket_id, category, assignee_id, queue_rank, queued_at, due_at from tickets
     where desk_id = ${deskId} and status = 'queued' and lock_reason is null and ${behind}
     order by ${keys[order]} limit ${limit}`.execute(db)
  return rows.map((row) => ({
    ticketId: row.ticket_id,
    category: row.category,
    assigneeId: row.assignee_id,
    rank: row.queue_rank,
    queuedAt: row.queued_at,
    dueAt: row.due_at,
  }))
}

function keyOf({ rank, queuedAt, dueAt, ticketId }: Waiting, order: 'arrival' | 'deadline'): RawBuilder<unknown> {
  return order === 'arrival'
    ? sql`${rank}, ${queuedAt}::timestamptz, ${ticketId}::uuid`
    : sql`${rank}, ${dueAt ?? 'infinity'}::timestamptz, ${queuedAt}::timestamptz, ${ticketId}::uuid`
}
