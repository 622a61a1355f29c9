import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { findOwnFile } from './fileRow.sql.ts'
import * as rows from './messageFiles.sql.ts'
import { changeUsage, readTicketUsage } from './usage.sql.ts'

type Sending = rows.MessagePlace & { deskId: string; sender: { memberId: string; userId: number } }

/**
 * T7: the files go with the message in its own transaction, under its ticket's lock: all of them, or there is no message. Returns the
 * name of the first, for lists that show a message without words.
 */
export async function sendFiles(
  unit: UnitOfWork,
  { sender, ...place }: Sending,
  fileIds: readonly string[],
  ticketBytes: number,
): Promise<string> {
  const bound = await rows.bindFiles(unit, sender, place, fileIds)
  const isThere = new Set(bound.map(({ fileId }) => fileId))
  const missing = fileIds.find((fileId) => !isThere.has(fileId.toLowerCase()))
  if (missing !== undefined) throw await whyNot(unit, sender, missing)
  if ((await readTicketUsage(unit.tx, place.ticketId, place.isNote)) > ticketBytes) {
    throw new Refusal('ticket_files_full', { maxBytes: ticketBytes })
  }
  return bound.find(({ fileId }) => fileId === fileIds[0]?.toLowerCase())?.name ?? ''
}

async function whyNot(unit: UnitOfWork, sender: Sending['sender'], fileId: string): Promise<Refusal> {
  const file = await findOwnFile(unit.tx, sender, fileId, unit.at)
  const isOnItsWay = file !== null && file.contentId === null && file.refused === null && file.ticketId === null
  return new Refusal(isOnItsWay ? 'file_unfinished' : 'file_unknown', { fileId })
}

/** T4: a message that another ticket gets has its files there, too. */
export async function copyFilesOf(
  unit: UnitOfWork,
  from: { ticketId: string; messageSeq: number },
  to: { ticketId: string; messageSeq: number },
): Promise<void> {
  await changeUsage(unit, await rows.copyFiles(unit, from, to))
}

export async function dropFilesOfMessage(
  unit: UnitOfWork,
  message: { ticketId: string; messageSeq: number },
): Promise<void> {
  await changeUsage(unit, await rows.deleteFilesOfMessage(unit, message))
}

/** C5, uninstall with CLEAN: of these tickets nothing is left, on either side. */
export async function eraseFilesOf(unit: UnitOfWork, ticketIds: readonly string[]): Promise<void> {
  await changeUsage(unit, await rows.deleteFilesOfTickets(unit, ticketIds))
}

export async function eraseWaitingFilesOf(unit: UnitOfWork, memberId: string): Promise<void> {
  await rows.expireWaitingFilesOf(unit, memberId)
}
