import { findDeskOf } from '#server/desks/desks.queries.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { forgetDecliners } from './holidays.sql.ts'
import { forgetClosings, forgetPublishers } from './announcements.sql.ts'

/** C5, uninstall with CLEAN: what a desk has announced stays, without the names of the portal's people. */
export async function forgetAnnouncersOf(unit: UnitOfWork, memberId: string): Promise<void> {
  await forgetClosings(unit, memberId)
  const desk = await findDeskOf(unit.tx, memberId)
  if (desk === null) return
  await forgetPublishers(unit, desk.deskId)
  await forgetDecliners(unit, desk.deskId)
}
