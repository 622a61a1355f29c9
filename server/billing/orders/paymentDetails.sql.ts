import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** Empty where the desk has written none. */
export async function readPaymentDetails(db: Reader, deskId: string): Promise<string> {
  const row = await db
    .selectFrom('desk_payment_details')
    .select('details')
    .where('desk_id', '=', deskId)
    .executeTakeFirst()
  return row?.details ?? ''
}

/** Under the row's lock: what stands there after whoever wrote at the same moment. */
export async function lockPaymentDetails(unit: UnitOfWork, deskId: string): Promise<string> {
  await unit.tx
    .insertInto('desk_payment_details')
    .values({ desk_id: deskId, details: '', changed_at: unit.at })
    .onConflict((conflict) => conflict.column('desk_id').doNothing())
    .execute()
  const row = await unit.tx
    .selectFrom('desk_payment_details')
    .select('details')
    .where('desk_id', '=', deskId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  return row.details
}

export async function savePaymentDetails(unit: UnitOfWork, deskId: string, details: string): Promise<void> {
  await unit.tx
    .updateTable('desk_payment_details')
    .set({ details, changed_at: unit.at })
    .where('desk_id', '=', deskId)
    .execute()
}
