import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Document, Payment } from './domain/order.ts'
import type { StoredOrder } from './orders.sql.ts'

/** False where the document is written down for another order of this client. */
export async function insertPayment(
  unit: UnitOfWork,
  { deskId, memberId, order }: StoredOrder,
  { documentNumber, documentDate, amount }: Payment,
  by: string,
): Promise<boolean> {
  const inserted = await unit.tx
    .insertInto('order_payments')
    .values({
      order_id: order.orderId,
      document_number: documentNumber,
      document_date: documentDate,
      amount_minor: amount.minor,
      currency: amount.currency,
      recorded_at: unit.at,
      recorded_by: by,
      desk_id: deskId,
      member_id: memberId,
    })
    .onConflict((conflict) =>
      conflict.columns(['desk_id', 'member_id', 'document_number', 'document_date']).doNothing(),
    )
    .returning('order_id')
    .execute()
  return inserted.length > 0
}

/** A payment leaves what counts and stays as one that was taken back. */
export async function moveToTakenBack(
  unit: UnitOfWork,
  orderId: string,
  { documentNumber, documentDate }: Document,
  { by, reason }: { by: string; reason: string },
): Promise<void> {
  await sql`
    with gone as (
      delete from order_payments
       where order_id = ${orderId} and document_number = ${documentNumber} and document_date = ${documentDate}::date
      returning *
    )
    insert into payments_taken_back (order_id, document_number, document_date, amount_minor, currency, recorded_at, recorded_by,
                                     desk_id, member_id, taken_back_at, taken_back_by, reason)
    select order_id, document_number, document_date, amount_minor, currency, recorded_at, recorded_by, desk_id, member_id,
           ${unit.at}, ${by}, ${reason}
      from gone`.execute(unit.tx)
}

/** The newest package that this order has begun; null where it has begun none. */
export async function findPackageOf(db: Reader, orderId: string): Promise<string | null> {
  const row = await db
    .selectFrom('packages')
    .select('package_id')
    .where('order_id', '=', orderId)
    .orderBy('entry', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.package_id ?? null
}
