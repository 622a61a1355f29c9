import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { isAway } from './domain/availability.ts'
import { findAway } from './staff.sql.ts'

export { findAssignment, findPhone, listAssigning, listMembers } from './staff.sql.ts'

/** Nobody hands a ticket to somebody who is away (S7). */
export async function isAwayNow(unit: UnitOfWork, deskId: string, userId: number): Promise<boolean> {
  return isAway(await findAway(unit.tx, deskId, userId), unit.at)
}
