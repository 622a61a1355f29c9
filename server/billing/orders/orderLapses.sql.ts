import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

type Lapsed = AccountKey & {
  orderId: string
  planCode: string
  quanta: number
  lapsesAt: Date
  regulationVersion: number
}

/** Open ones whose days are over, each at its own instant; those that another process has locked are left to it. */
export async function lapseOrders(unit: UnitOfWork, limit: number): Promise<Lapsed[]> {
  const { rows } = await sql<{
    order_id: string
    desk_id: string
    member_id: string
    plan_code: string
    quanta: number
    lapses_at: Date
    regulation_version: number
  }>`
    with due as (
      select order_id from orders where status = 'open' and lapses_at <= ${unit.at}
       order by lapses_at limit ${limit} for no key update skip locked
    )
    update orders o set status = 'lapsed', ended_at = o.lapses_at from due where o.order_id = due.order_id
    returning o.order_id, o.desk_id, o.member_id, o.plan_code, o.quanta, o.lapses_at, o.regulation_version`.execute(
    unit.tx,
  )
  return rows.map((row) => ({
    orderId: row.order_id,
    deskId: row.desk_id,
    memberId: row.member_id,
    planCode: row.plan_code,
    quanta: row.quanta,
    lapsesAt: row.lapses_at,
    regulationVersion: row.regulation_version,
  }))
}

/** When the next open order lapses; null where none is open. */
export async function nextLapseAt(db: Reader): Promise<Date | null> {
  const { rows } = await sql<{ due_at: Date | null }>`
    select min(lapses_at) as due_at from orders where status = 'open'`.execute(db)
  return rows[0]?.due_at ?? null
}
