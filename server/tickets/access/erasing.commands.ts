import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { addJob } from '#server/platform/jobs/jobs.ts'
import { deleteBoxes } from './access.sql.ts'

/** C5, uninstall with CLEAN: of these tickets' boxes nothing is left, and of their keys neither. */
export async function eraseBoxesOf(unit: UnitOfWork, ticketIds: readonly string[]): Promise<void> {
  const keyIds = await deleteBoxes(unit, ticketIds)
  if (keyIds.length > 0) await addJob(unit, 'deleteBoxKeys', { keyIds })
}
