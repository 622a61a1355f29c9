import type { Reader } from '#server/platform/db/db.ts'
import { sql } from 'kysely'
import type { AccountPlace } from './domain/accountCursor.ts'

export type SummaryRow = {
  memberId: string
  portalName: string
  left: number
  total: number
  owed: number
  interruptedSince: Date | null
  nextEndsAt: Date | null
  timers: number
  openOrders: number
  openDisputes: number
}

export type AccountsQuery = {
  only: 'running' | 'endingSoon' | 'outOfQuanta' | null
  search: string | null
  endsBefore: Date
  after: AccountPlace | null
  limit: number
}

/**
 * The desk's clients that have an account or an open order: who waits for a payment first, then by the nearest end of a package,
 * fewest quanta, name. One look at all live packages and running timers of the desk; what is left to count is counted for the page.
 */
export async function listAccountRows(
  db: Reader,
  deskId: string,
  { only, search, endsBefore, after, limit }: AccountsQuery,
): Promise<SummaryRow[]> {
  const { rows } = await sql<{
    member_id: string
    portal_name: string
    left_quanta: number
    total: number
    owed: number
    interrupted_since: Date | null
    next_ends_at: Date | null
    timers: number
    open_orders: number
    open_disputes: number
  }>`
    with known as (
      select member_id from accounts where desk_id = ${deskId}
       union select member_id from orders where desk_id = ${deskId} and status = 'open'
    ), live as (
      select member_id, sum(left_quanta)::int as left_quanta, sum(quanta)::int as total,
             min(ends_at) filter (where left_quanta > 0) as next_ends_at
        from packages where desk_id = ${deskId} and not has_ended group by member_id
    ), running as (
      select member_id, count(*)::int as timers from timers
       where desk_id = ${deskId} and stopped_at is null group by member_id
    ), summed as (
      select known.member_id, p.domain as portal_name, coalesce(a.owed_quanta, 0) as owed, a.interrupted_since,
             coalesce(live.left_quanta, 0) + greatest(0, coalesce(a.limit_quanta - a.owed_quanta, 0)) as left_quanta,
             coalesce(live.total, 0) + coalesce(a.limit_quanta, 0) as total, live.next_ends_at,
             coalesce(running.timers, 0) as timers, coalesce(a.entries, 0) as entries,
             a.interrupted_since is null as is_served, coalesce(live.next_ends_at, 'infinity') as ends_at
        from known join portals p using (member_id)
        left join accounts a on a.desk_id = ${deskId} and a.member_id = known.member_id
        left join live on live.member_id = known.member_id
        left join running on running.member_id = known.member_id
    ), page as (
      select * from summed s where ${matching(only, endsBefore)} and ${named(search)} and ${behind(after)}
       order by is_served, ends_at, left_quanta, portal_name, member_id limit ${limit}
    )
    select page.*,
           (select count(*)::int from orders o
             where o.desk_id = ${deskId} and o.member_id = page.member_id and o.status = 'open') as open_orders,
           (select count(*)::int from disputes d
             where d.desk_id = ${deskId} and d.member_id = page.member_id and d.answered_at is null) as open_disputes
      from page order by is_served, ends_at, left_quanta, portal_name, member_id`.execute(db)
  return rows.map((row) => ({
    memberId: row.member_id,
    portalName: row.portal_name,
    left: row.left_quanta,
    total: row.total,
    owed: row.owed,
    interruptedSince: row.interrupted_since,
    nextEndsAt: row.next_ends_at,
    timers: row.timers,
    openOrders: row.open_orders,
    openDisputes: row.open_disputes,
  }))
}

function matching(only: AccountsQuery['only'], endsBefore: Date) {
  switch (only) {
    case 'running':
      return sql`s.timers > 0`
    case 'endingSoon':
      return sql`s.next_ends_at < ${endsBefore}`
    case 'outOfQuanta':
      return sql`s.left_quanta = 0 and s.entries > 0`
    case null:
      return sql`true`
  }
}

function named(search: string | null) {
  if (search === null) return sql`true`
  return sql`s.portal_name ilike ${`%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`
}

function behind(after: AccountPlace | null) {
  if (after === null) return sql`true`
  const { isInterrupted, endsAt, left, name, memberId } = after
  return sql`(s.is_served, s.ends_at, s.left_quanta, s.portal_name, s.member_id)
           > (${!isInterrupted}, coalesce(${endsAt}::timestamptz, 'infinity'), ${left}::int, ${name}, ${memberId})`
}
