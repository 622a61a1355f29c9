import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

/** False where it is made already. */
export async function insertAdjustment(
  unit: UnitOfWork,
  { deskId, memberId }: AccountKey,
  id: string,
): Promise<boolean> {
  const inserted = await unit.tx
    .insertInto('adjustments')
    .values({ adjustment_id: id, desk_id: deskId, member_id: memberId, at: unit.at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('adjustment_id')
    .execute()
  return inserted.length > 0
}
