import { findDeskOf } from '#server/desks/desks.queries.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { forgetVoices } from '../voices/voices.sql.ts'
import { forgetWriters } from './articles.sql.ts'

/** C5, uninstall with CLEAN: what a desk has written stays, without the names of the portal's people; what they said of articles goes. */
export async function forgetWritersOf(unit: UnitOfWork, memberId: string): Promise<void> {
  await forgetVoices(unit, memberId)
  const desk = await findDeskOf(unit.tx, memberId)
  if (desk !== null) await forgetWriters(unit, desk.deskId)
}
