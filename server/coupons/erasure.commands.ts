import { findDeskOf } from '#server/desks/desks.queries.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { forgetCouponNames, listIdsOf } from './coupons.sql.ts'
import { forgetObjects } from './specials.sql.ts'

/** C5, uninstall with CLEAN: coupons and their ledger stay, without the names and words of the portal's people. */
export async function forgetCouponsOf(unit: UnitOfWork, memberId: string): Promise<void> {
  const desk = await findDeskOf(unit.tx, memberId)
  await forgetCouponNames(unit, { memberId, deskId: desk?.deskId ?? null })
  await forgetObjects(unit, await listIdsOf(unit.tx, memberId))
}
