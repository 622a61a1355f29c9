import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { isAway } from './domain/availability.ts'
import { onDutyAt } from './domain/duty.ts'
import { findAway, listDuties } from './staff.sql.ts'

export { findAssignment, findPhone, listAssigning, listMembers } from './staff.sql.ts'

/** T10, T12: who is on duty at this instant and not away; null: nobody. */
export async function findOnDuty(db: Reader, deskId: string, at: Date): Promise<number | null> {
  const duty = onDutyAt(await listDuties(db, deskId, at), at)
  if (duty === null || isAway(await findAway(db, deskId, duty.userId), at)) return null
  return duty.userId
}

/** Nobody hands a ticket to somebody who is away (S7). */
export async function isAwayNow(unit: UnitOfWork, deskId: string, userId: number): Promise<boolean> {
  return isAway(await findAway(unit.tx, deskId, userId), unit.at)
}
