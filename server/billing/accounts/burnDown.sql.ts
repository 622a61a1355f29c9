import type { Reader } from '#server/platform/db/db.ts'
import { sql } from 'kysely'
import type { Span } from '#server/calendar/daysBetween.ts'
import type { LedgerNow } from './domain/accountNow.ts'
import { ledgerWith } from './ledger.sql.ts'

/** What there was after an entry. */
export type LevelRow = { number: number; at: Date; balance: number }

/** The last entry before an instant; null where there is none. */
export async function findLevelBefore(
  db: Reader,
  { deskId, memberId, unstored }: LedgerNow,
  before: Date,
): Promise<LevelRow | null> {
  const { rows } = await sql<LevelRow>`
    select number, at, balance from ${ledgerWith(unstored)} l
     where desk_id = ${deskId} and member_id = ${memberId} and at < ${before}
     order by at desc, number desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** After every entry behind a number up to another one. */
export async function listLevels(
  db: Reader,
  { deskId, memberId, unstored }: LedgerNow,
  { after, upTo }: { after: number; upTo: number },
): Promise<LevelRow[]> {
  const { rows } = await sql<LevelRow>`
    select number, at, balance from ${ledgerWith(unstored)} l
     where desk_id = ${deskId} and member_id = ${memberId} and number > ${after} and number <= ${upTo}
     order by number`.execute(db)
  return rows
}

/**
 * After the first and the last entry of each day, and before and after the greatest moves that were no work: so many looks into
 * indexes as there are days and moves, however many entries lie between.
 */
export async function listTurningLevels(
  db: Reader,
  { deskId, memberId, unstored }: LedgerNow,
  days: readonly Span[],
  moves: number,
): Promise<LevelRow[]> {
  const ledger = ledgerWith(unstored)
  const starts = days.map(({ start }) => start.toISOString())
  const ends = days.map(({ end }) => end.toISOString())
  const [from, until] = [days[0]?.start, days.at(-1)?.end]
  if (from === undefined || until === undefined) return []
  const { rows } = await sql<LevelRow>`
    with day as (
      select * from unnest(${starts}::timestamptz[], ${ends}::timestamptz[]) as d (starts, ends)
    ), move as (
      select number from ${ledger} l
       where desk_id = ${deskId} and member_id = ${memberId} and kind <> 'work' and at >= ${from} and at < ${until}
       order by abs(quanta) desc, number desc limit ${moves}
    ), chosen as (
      select edge.number from day cross join lateral (
        (select number from ${ledger} l where desk_id = ${deskId} and member_id = ${memberId} and at >= starts and at < ends
          order by at, number limit 1)
        union all
        (select number from ${ledger} l where desk_id = ${deskId} and member_id = ${memberId} and at >= starts and at < ends
          order by at desc, number desc limit 1)) edge
      union select number from move
      union select number - 1 from move
    )
    select entry.* from chosen cross join lateral (
        select number, at, balance from ${ledger} l
         where l.desk_id = ${deskId} and l.member_id = ${memberId} and l.number = chosen.number limit 1) entry
     where entry.at >= ${from} order by entry.number`.execute(db)
  return rows
}
