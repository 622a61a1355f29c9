import type { Reader } from '#server/platform/db/db.ts'
import { sql } from 'kysely'
import type { Month } from '#server/calendar/months.ts'
import type { UnstoredEntry } from '../accounts/domain/accountNow.ts'
import { ledgerWith } from '../accounts/ledger.sql.ts'

export type RevenueRow = {
  paid: { currency: string; minor: number; payments: number }[]
  soldQuanta: number
  workedQuanta: number
}

/** All ledgers of a desk as they are now. */
export type DeskLedgers = { deskId: string; unstored: readonly UnstoredEntry[] }

/**
 * What a desk was paid, sold and worked in each of these months, in their order. What work took follows from the balances at
 * both ends and from what else moved them, so that a month costs a look an account, however many entries it has.
 */
export async function readRevenueRows(
  db: Reader,
  { deskId, unstored }: DeskLedgers,
  months: readonly Month[],
): Promise<RevenueRow[]> {
  const ledger = ledgerWith(unstored)
  const starts = months.map(({ start }) => start.toISOString())
  const ends = months.map(({ end }) => end.toISOString())
  const { rows } = await sql<{ paid: RevenueRow['paid']; sold: number; worked: number }>`
    with month as (
      select * from unnest(${starts}::timestamptz[], ${ends}::timestamptz[]) with ordinality as m (starts, ends, n)
    ), paid as (
      select n, currency, least(sum(amount_minor), ${Number.MAX_SAFE_INTEGER})::bigint as minor, count(*)::int as payments
        from month join order_payments p on p.desk_id = ${deskId} and p.recorded_at >= starts and p.recorded_at < ends
       group by n, currency
    ), besides as (
      select n, sum(quanta) as quanta, coalesce(sum(quanta) filter (where kind = 'purchase'), 0) as sold
        from month join ${ledger} l on l.desk_id = ${deskId} and l.kind <> 'work' and l.at >= starts and l.at < ends
       group by n
    ), moved as (
      select n, sum(coalesce(opening.balance, 0) - coalesce(closing.balance, 0)) as quanta
        from month cross join accounts a
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
           (coalesce(moved.quanta, 0) + coalesce(besides.quanta, 0))::int as worked
      from month left join besides using (n) left join moved using (n) order by n`.execute(db)
  return rows.map(({ paid, sold, worked }) => ({ paid, soldQuanta: sold, workedQuanta: worked }))
}

/** When the desk's first account began; null where it has none. */
export async function findFirstAccount(db: Reader, deskId: string): Promise<Date | null> {
  const { rows } = await sql<{ first: Date | null }>`
    select min(opened_at) as first from accounts where desk_id = ${deskId}`.execute(db)
  return rows[0]?.first ?? null
}
