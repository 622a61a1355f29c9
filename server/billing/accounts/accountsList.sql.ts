import type { Reader } from '#server/platform/db/db.ts'
import { sql } from 'kysely'
import type { AccountPlace } from './domain/accountCursor.ts'
import type { AccountFigures } from './domain/accountFigures.ts'

export type ListedRow = {
  place: AccountPlace
  clientName: string | null
  portalName: string
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

/** By client, what is not stored yet. */
export type Unstored = ReadonlyMap<string, AccountFigures>

/**
 * The desk's clients that have an account or an open order: who waits for a payment first, then by the nearest end of a package,
 * fewest quanta, name. One look at all live packages and running timers of the desk, and at what is not stored yet of the accounts
 * in which something is due; what is left to count is counted for the page.
 */
export async function listAccountRows(
  db: Reader,
  deskId: string,
  { only, search, endsBefore, after, limit }: AccountsQuery,
  unstored: Unstored,
): Promise<ListedRow[]> {
  const { rows } = await sql<{
    member_id: string
    name: string
    title: string | null
    portal_name: string
    is_served: boolean
    next_ends_at: Date | null
    left_quanta: number
    open_orders: number
    open_disputes: number
  }>`
    with known as (
      select member_id from accounts where desk_id = ${deskId}
       union select member_id from orders where desk_id = ${deskId} and status = 'open'
    ), live as (
      select member_id, sum(left_quanta)::int as left_quanta, min(ends_at) filter (where left_quanta > 0) as next_ends_at
        from packages where desk_id = ${deskId} and not has_ended group by member_id
    ), running as (
      select member_id, count(*)::int as timers from timers
       where desk_id = ${deskId} and stopped_at is null group by member_id
    ), unstored as (
      select * from json_to_recordset(${JSON.stringify([...unstored].map(toColumns))}::json)
                 as u (member_id text, left_quanta int, next_ends_at timestamptz, timers int, entries int, is_served boolean)
    ), figures as (
      select * from unstored
       union all
      select a.member_id, coalesce(live.left_quanta, 0) + greatest(0, a.limit_quanta - a.owed_quanta), live.next_ends_at,
             coalesce(running.timers, 0), a.entries, a.interrupted_since is null or a.entries = 0
        from accounts a left join live using (member_id) left join running using (member_id)
       where a.desk_id = ${deskId} and a.member_id not in (select member_id from unstored)
    ), summed as (
      select known.member_id, p.domain as portal_name, c.title, coalesce(c.title, p.domain) as name, coalesce(f.left_quanta, 0) as left_quanta, f.next_ends_at,
             coalesce(f.timers, 0) as timers, coalesce(f.entries, 0) as entries, coalesce(f.is_served, true) as is_served,
             coalesce(f.next_ends_at, 'infinity') as ends_at
        from known join portals p using (member_id) left join figures f using (member_id)
        left join (select member_id, title from client_titles where desk_id = ${deskId}) c using (member_id)
    ), page as (
      select * from summed s where ${matching(only, endsBefore)} and ${named(search)} and ${behind(after)}
       order by is_served, ends_at, left_quanta, name, member_id limit ${limit}
    )
    select page.*,
           (select count(*)::int from orders o
             where o.desk_id = ${deskId} and o.member_id = page.member_id and o.status = 'open') as open_orders,
           (select count(*)::int from disputes d
             where d.desk_id = ${deskId} and d.member_id = page.member_id and d.answered_at is null) as open_disputes
      from page order by is_served, ends_at, left_quanta, name, member_id`.execute(db)
  return rows.map((row) => ({
    place: {
      isInterrupted: !row.is_served,
      endsAt: row.next_ends_at,
      left: row.left_quanta,
      name: row.name,
      memberId: row.member_id,
    },
    clientName: row.title,
    portalName: row.portal_name,
    openOrders: row.open_orders,
    openDisputes: row.open_disputes,
  }))
}

function toColumns([memberId, figures]: readonly [string, AccountFigures]) {
  const { left, nextEndsAt, timers, entries, interruptedSince } = figures
  return {
    member_id: memberId,
    left_quanta: left,
    next_ends_at: nextEndsAt,
    timers,
    entries,
    is_served: interruptedSince === null,
  }
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
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql`(s.name ilike ${pattern} or s.portal_name ilike ${pattern})`
}

function behind(after: AccountPlace | null) {
  if (after === null) return sql`true`
  const { isInterrupted, endsAt, left, name, memberId } = after
  return sql`(s.is_served, s.ends_at, s.left_quanta, s.name, s.member_id)
           > (${!isInterrupted}, coalesce(${endsAt}::timestamptz, 'infinity'), ${left}::int, ${name}, ${memberId})`
}
