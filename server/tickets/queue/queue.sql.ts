import { sql, type RawBuilder } from 'kysely'
import type { ListOrder, QueueFilter, QueueQuery } from '#contract/tickets/queue.types.ts'
import { ticketStatuses } from '#contract/tickets/types.ts'
import { houseMember } from '#contract/tickets/internal.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { QueueKey } from './domain/queueCursor.ts'

export type QueueScope = { deskId: string; userId: number }

/**
 * One page of the desk's tickets, by keyset: what is inserted meanwhile neither moves nor repeats the others. The order by
 * arrival or deadline exists for tickets that are not closed; its indexes have no others, so the conditions are written as the
 * migration has them.
 */
export async function listQueueIds(
  db: Reader,
  scope: QueueScope,
  query: Omit<QueueQuery, 'order' | 'search'>,
  page: { order: ListOrder; after: QueueKey | null; limit: number },
): Promise<string[]> {
  // Indexes by assignee have either open tickets or closed ones: whoever wants all of somebody's gets both, then the first.
  const filters: QueueFilter[] =
    query.filter === 'all' && query.assigneeId !== undefined ? ['open', 'closed'] : [query.filter]
  const isAmongFew = isNarrow(query) && (await areFew(db, scope, query))
  const parts = filters.map((filter) => {
    const own = [sql`t.desk_id = ${scope.deskId}`, ...narrowed(scope, { ...query, filter })]
    const later = page.after === null ? [] : [behind(page.after)]
    const one = sql`order by ${orderBy[page.order]} limit ${page.limit}`
    if (!isAmongFew) return sql`(${ticketsWhere([...own, ...later])} ${one})`
    return sql`(with few as materialized (${ticketsWhere([...own, ...openByName(filter)])})
                select * from few t where ${sql.join([sql`true`, ...later], sql` and `)} ${one})`
  })
  const { rows } = await sql<{ ticket_id: string }>`
    select t.ticket_id from (${sql.join(parts, sql` union all `)}) t
     order by ${orderBy[page.order]} limit ${page.limit}`.execute(db)
  return rows.map((row) => row.ticket_id)
}

function ticketsWhere(conditions: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`select t.ticket_id, t.queue_rank, t.due_at, t.queued_at, t.active_at from tickets t
              where ${sql.join(conditions, sql` and `)}`
}

/** So many are read and sorted sooner than they are met on a walk through the queue, wherever in it they are. */
const few = 500

/** Counted in an index, and only so far as it matters. */
async function areFew(db: Reader, scope: QueueScope, query: Omit<QueueQuery, 'order' | 'search'>): Promise<boolean> {
  const conditions = [sql`t.desk_id = ${scope.deskId}`, ...narrowed(scope, query), ...openByName(query.filter)]
  const { rows } = await sql<{ there: number }>`
    select count(*)::int as there
      from (select 1 from tickets t where ${sql.join(conditions, sql` and `)} limit ${few + 1}) those`.execute(db)
  return (rows[0]?.there ?? 0) <= few
}

/** What a client says to the assistant waits for nobody of the desk (T1). */
const notClosed = ticketStatuses.filter((status) => status !== 'closed' && status !== 'assistant')

/** The same as `<> 'closed'`, so that an index over all tickets can be used. */
export function openByName(filter: QueueFilter): RawBuilder<unknown>[] {
  return filter === 'all' || filter === 'closed' ? [] : [sql`t.status = any(${notClosed}::text[])`]
}

/** Does it ask for more than open or closed tickets? All of somebody's, open and closed, are in two indexes: not one count. */
export function isNarrow(query: Omit<QueueQuery, 'order' | 'search'>): boolean {
  const { filter, status, priority, category, memberId, assigneeId } = query
  if (filter === 'all' && assigneeId !== undefined) return false
  const named = [status, priority, category, memberId, assigneeId]
  return filter === 'mine' || filter === 'unassigned' || named.some((one) => one !== undefined)
}

const orderBy: Record<ListOrder, RawBuilder<unknown>> = {
  arrival: sql`t.queue_rank, t.queued_at, t.ticket_id`,
  deadline: sql`t.queue_rank, (coalesce(t.due_at, 'infinity'::timestamptz)), t.queued_at, t.ticket_id`,
  newest: sql`t.active_at desc, t.ticket_id desc`,
}

function behind({ order, rank, dueAt, at, ticketId }: QueueKey): RawBuilder<unknown> {
  switch (order) {
    case 'arrival':
      return sql`(t.queue_rank, t.queued_at, t.ticket_id) > (${rank}, ${at}, ${ticketId}::uuid)`
    case 'deadline':
      return sql`(t.queue_rank, (coalesce(t.due_at, 'infinity'::timestamptz)), t.queued_at, t.ticket_id)
               > (${rank}, ${dueAt ?? 'infinity'}::timestamptz, ${at}, ${ticketId}::uuid)`
    case 'newest':
      return sql`(t.active_at, t.ticket_id) < (${at}, ${ticketId}::uuid)`
  }
}

/** The filters of a list as conditions on `tickets t`, without the desk's own. */
export function narrowed({ userId }: QueueScope, query: Omit<QueueQuery, 'order' | 'search'>): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [sql`t.status <> 'assistant'`]
  const { filter, status, priority, category, memberId, assigneeId } = query
  if (filter === 'closed') conditions.push(sql`t.status = 'closed'`)
  else if (filter !== 'all') conditions.push(sql`t.status <> 'closed'`)
  if (filter === 'mine') conditions.push(sql`t.assignee_id = ${userId}`)
  if (filter === 'unassigned') conditions.push(sql`t.assignee_id is null`)
  if (status !== undefined) conditions.push(sql`t.status = ${status}`)
  if (priority !== undefined) conditions.push(sql`t.priority = ${priority}`)
  if (category !== undefined) conditions.push(sql`t.category = ${category}`)
  if (memberId !== undefined) conditions.push(sql`t.member_id = ${memberId}`)
  if (assigneeId !== undefined) conditions.push(sql`t.assignee_id = ${assigneeId}`)
  return conditions
}

/** Clients with a ticket at this desk, by a part of their name or address. */
export async function findClients(db: Reader, deskId: string, search: string, limit: number) {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const { rows } = await sql<{ memberId: string; clientName: string | null; portalName: string }>`
    with titles as materialized (select member_id, title from client_titles where desk_id = ${deskId})
    select p.member_id as "memberId", c.title as "clientName", p.domain as "portalName"
      from portals p left join titles c using (member_id)
     where (p.domain ilike ${pattern} or c.title ilike ${pattern}) and p.member_id <> ${houseMember}
       and exists (select 1 from tickets t where t.member_id = p.member_id and t.desk_id = ${deskId})
     order by coalesce(c.title, p.domain), p.member_id limit ${limit}`.execute(db)
  return rows
}

/** How many are ahead of a ticket that waits, counted only so far as a page says; null when it does not wait. */
export async function countAhead(
  db: Reader,
  ticketId: string,
  order: 'arrival' | 'deadline',
  atMost: number,
): Promise<{ ahead: number; byUrgent: boolean; byDeadline: boolean } | null> {
  const isAhead =
    order === 'arrival'
      ? sql`(t.queue_rank, t.queued_at, t.ticket_id) < (mine.queue_rank, mine.queued_at, mine.ticket_id)`
      : sql`(t.queue_rank, coalesce(t.due_at, 'infinity'), t.queued_at, t.ticket_id)
          < (mine.queue_rank, coalesce(mine.due_at, 'infinity'), mine.queued_at, mine.ticket_id)`
  const { rows } = await sql<{ ahead: number; by_urgent: boolean | null; by_deadline: boolean | null }>`
    select count(before.*)::int as ahead,
           bool_or(before.came_later and before.queue_rank < mine.queue_rank) as by_urgent,
           bool_or(before.came_later and before.queue_rank = mine.queue_rank) as by_deadline
      from tickets mine
      left join lateral (
        select t.queue_rank, (t.queued_at, t.ticket_id) > (mine.queued_at, mine.ticket_id) as came_later
          from tickets t
         where t.desk_id = mine.desk_id and t.status = 'queued' and t.lock_reason is null and ${isAhead}
         limit ${atMost + 1}
      ) before on true
     where mine.ticket_id = ${ticketId} and mine.status = 'queued' and mine.lock_reason is null
     group by mine.ticket_id`.execute(db)
  const [row] = rows
  if (row === undefined) return null
  return { ahead: row.ahead, byUrgent: row.by_urgent ?? false, byDeadline: row.by_deadline ?? false }
}
