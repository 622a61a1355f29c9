import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { eraseBoxesOf } from './ticketAccess.commands.ts'
import { eraseTextsOf } from './erasure.sql.ts'
import { eraseFilesOf, eraseWaitingFilesOf } from './files/messageFiles.commands.ts'

/** C5, uninstall with CLEAN, a few tickets at a time: texts, names and files. Returns where to go on, null at the end. */
export async function eraseTicketsOf(
  unit: UnitOfWork,
  memberId: string,
  from: { before: Date; after: string | null },
): Promise<string | null> {
  if (from.after === null) await eraseWaitingFilesOf(unit, memberId)
  const { own, next } = await eraseTextsOf(unit, memberId, from)
  await eraseFilesOf(unit, own)
  await eraseBoxesOf(unit, own)
  return next
}
