import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { lockPortal } from '#server/portals/feature.ts'
import { countAttempts, insertAttempt } from './attempts.sql.ts'
import { attemptsMatterSince, waitBeforeAttempt } from './domain/attempts.ts'

/**
 * C2: counts an attempt in a transaction of its own, so that a refusal does not take the count back. The portal's row
 * lock keeps two attempts at once from both being the last one allowed. Whoever has to wait anyway (further attempts only
 * make it longer) does not keep the portal's people from that row by trying on and on.
 */
export async function countAttempt(unit: UnitOfWork, memberId: string): Promise<void> {
  await refuseTooMany(unit, memberId)
  await lockPortal(unit, memberId)
  await refuseTooMany(unit, memberId)
  await insertAttempt(unit, memberId)
}

async function refuseTooMany(unit: UnitOfWork, memberId: string): Promise<void> {
  const attempts = await countAttempts(unit, memberId, attemptsMatterSince(unit.at))
  const waitSeconds = waitBeforeAttempt(attempts, unit.at)
  if (waitSeconds > 0) throw new Refusal('too_many_attempts', { waitSeconds })
}
