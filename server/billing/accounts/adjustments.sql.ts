import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

export type Adjustment = AccountKey & {
  adjustmentId: string
  packageId: string | null
  quanta: number
  reason: string
}

/** False where it is made already. */
export async function insertAdjustment(unit: UnitOfWork, adjustment: Adjustment): Promise<boolean> {
  const inserted = await unit.tx
    .insertInto('adjustments')
    .values({
      adjustment_id: adjustment.adjustmentId,
      desk_id: adjustment.deskId,
      member_id: adjustment.memberId,
      at: unit.at,
      package_id: adjustment.packageId,
      quanta: adjustment.quanta,
      reason: adjustment.reason,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('adjustment_id')
    .execute()
  return inserted.length > 0
}

/** Whether what is known by this id is this; of the oldest only the account is known. */
export async function isKnownAdjustment(unit: UnitOfWork, adjustment: Adjustment): Promise<boolean> {
  const { adjustmentId, deskId, memberId, packageId, quanta, reason } = adjustment
  const row = await unit.tx
    .selectFrom('adjustments')
    .selectAll()
    .where('adjustment_id', '=', adjustmentId)
    .executeTakeFirst()
  if (row?.desk_id !== deskId || row.member_id !== memberId) return false
  return row.quanta === null || (row.package_id === packageId && row.quanta === quanta && row.reason === reason)
}
