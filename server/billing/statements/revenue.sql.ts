import type { Reader } from '#server/platform/db/db.ts'
import { sql } from 'kysely'
import type { Month } from '#server/calendar/months.ts'
import type { UnstoredEntry } from '../accounts/domain/accountNow.ts'
import { ledgerWith } from '../accounts/ledger.sql.ts'

export type RevenueRow = {
  paid: { currency: string; minor: number; payments: number }[]
  soldQuanta: number
  workedQuanta: number
  soldMinutes: number
  workedMinutes: number
}

/** All ledgers of a desk as they are now, and of each client how long a quantum is. */
export type DeskLedgers = {
  deskId: string
  unstored: readonly UnstoredEntry[]
  quanta: readonly { memberId: string; minutes: number }[]
}

/**
 * What a desk was paid, sold and worked in each of these months, in their order. What work took follows from the balances at
 * both ends and from what else moved them, so that a month costs a look an account, however many entries it has.
 */
export async function readRevenueRows(
  db: Reader,
  { deskId, unstored, quanta }: DeskLedgers,
  months: readonly Month[],
): Promise<RevenueRow[]> {
  const ledger = ledgerWith(unstored)
  const starts = months.map(({ start }) => start.toISOString())
  const ends = months.map(({ end }) => end.toISOString())
  const memberIds = quanta.map(({ memberId }) => memberId)
  const minutes = quanta.map((one) => one.minutes)
  const { rows } = await sql<{
    paid: RevenueRow['paid']
    sold: number
    worked: number
    sold_minutes: number
    worked_minutes: number
  }>`
    with month as (
      select * from unnest(${starts}::timestamptz[], ${ends}::timestamptz[]) with ordinality as m (starts, ends, n)
    ), quantum as (
      select * from unnest(${memberIds}::text[], ${minutes}::int[]) as q (member_id, minutes)
    ), paid as (
      select n, currency, least(sum(amount_minor), ${Number.MAX_SAFE_INTEGER})::bigint as minor, count(*)::int as payments
        from month join order_payments p on p.desk_id = ${deskId} and p.recorded_at >= starts and p.recorded_at < ends
       group by n, currency
    ), besides as (
      select n, sum(quanta) as quanta, sum(quanta * minutes) as minutes,
             coalesce(sum(quanta) filter (where kind = 'purchase'), 0) as sold,
             coalesce(sum(quanta * minutes) filter (where kind = 'purchase'), 0) as sold_minutes
        from month join ${ledger} l on l.desk_id = ${deskId} and l.kind <> 'work' and l.at >= starts and l.at < ends
             join quantum using (member_id)
       group by n
    ), moved as (
      select n, sum(coalesce(opening.balance, 0) - coalesce(closing.balance, 0)) as quanta,
             sum((coalesce(opening.balance, 0) - coalesce(closing.balance, 0)) * minutes) as minutes
        from month cross join accounts a join quantum using (member_id)
        left join lateral (
          select balance from ${ledger} l where l.desk_id = a.desk_id and l.member_id = a.member_id and l.at < starts
           order by l.at desc, l.number desc limit 1) opening on true
        left join lateral (
          select balance from ${ledger} l where l.desk_id = a.desk_id and l.member_id = a.member_id and l.at < ends
           order by l.at desc, l.number desc limit 1) closing on true
       where a.desk_id = ${deskId} group by n
    )
    select coalesce((select json_agg(json_build_object('currency', currency, 'minor', minor, 'payments', payments)
                                     order by currency)
                       from paid where paid.n = month.n), '[]') as paid,
           coalesce(besides.sold, 0)::int as sold,
           (coalesce(moved.quanta, 0) + coalesce(besides.quanta, 0))::int as worked,
           coalesce(besides.sold_minutes, 0)::float8 as sold_minutes,
           (coalesce(moved.minutes, 0) + coalesce(besides.minutes, 0))::float8 as worked_minutes
      from month left join besides using (n) left join moved using (n) order by n`.execute(db)
  return rows.map(({ paid, sold, worked, ...row }) => ({
    paid,
    soldQuanta: sold,
    workedQuanta: worked,
    soldMinutes: row.sold_minutes,
    workedMinutes: row.worked_minutes,
  }))
}

/** Everybody who has an account at a desk. */
export async function listAccountHolders(db: Reader, deskId: string): Promise<string[]> {
  const { rows } = await sql<{ member_id: string }>`
    select member_id from accounts where desk_id = ${deskId}`.execute(db)
  return rows.map((row) => row.member_id)
}

/** When the desk's first account began; null where it has none. */
export async function findFirstAccount(db: Reader, deskId: string): Promise<Date | null> {
  const { rows } = await sql<{ first: Date | null }>`
    select min(opened_at) as first from accounts where desk_id = ${deskId}`.execute(db)
  return rows[0]?.first ?? null
}
