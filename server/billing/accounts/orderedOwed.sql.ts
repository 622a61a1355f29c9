import type { Reader } from '#server/platform/db/db.ts'
import { sql } from 'kysely'
import type { AccountKey } from '../domain/accountForUpdate.ts'

/** How many of the owed quanta open orders are for; whoever decides by it has locked the account. */
export async function countOrderedOwed(db: Reader, { deskId, memberId }: AccountKey, at: Date): Promise<number> {
  const { rows } = await sql<{ quanta: number }>`
    select coalesce(sum(quanta), 0)::int as quanta from orders
     where desk_id = ${deskId} and member_id = ${memberId} and status = 'open' and validity is null
       and lapses_at > ${at}`.execute(db)
  return rows[0]?.quanta ?? 0
}
