import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { SoldPlan } from '#server/regulations/domain/soldPlan.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import { findInterruption, listLivePlans } from './accounts.sql.ts'

export { listLivePlans } from './accounts.sql.ts'

/** Whose quanta can be taken now, so that a ticket is promised by their plans, each as it was sold (E9). */
export async function livePlans(unit: UnitOfWork, { deskId, memberId }: AccountKey): Promise<SoldPlan[]> {
  const live = await listLivePlans(unit.tx, { deskId, memberIds: [memberId] }, unit.at)
  return live.get(memberId) ?? []
}

/** Q7: a ticket that enters the queue now waits for the payment, too. */
export function serviceIsPaused(unit: UnitOfWork, key: AccountKey): Promise<{ isOwing: boolean } | null> {
  return findInterruption(unit.tx, key)
}
