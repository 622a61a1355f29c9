import { uploadHours } from '#contract/tickets/files.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { cleanName } from './domain/fileName.ts'
import type { FileSizes } from './files.port.ts'
import { deleteWaitingFile } from './messageFiles.sql.ts'
import { countWaiting, insertUpload, refuseUpload } from './uploads.sql.ts'
import { changeUsage, ofDesk, ofPortal, readTicketUsage, type UsageChange } from './usage.sql.ts'

/** For which desk, on whose side; `ticketId` is null where the ticket is still to be opened. */
export type UploadPlace = { deskId: string; side: 'client' | 'desk'; ticketId: string | null }
export type WantedUpload = { fileId: string; name: string; bytes: number }

const mostWaiting = 40

/** T7: takes note of an upload and of the space that it will need: what does not fit is refused before its first byte. */
export async function beginUpload(
  unit: UnitOfWork,
  sizes: FileSizes,
  actor: Actor,
  { fileId, name: given, bytes }: WantedUpload,
  { deskId, side, ticketId }: UploadPlace,
): Promise<void> {
  const name = cleanName(given)
  if (name === null) throw new Refusal('file_name_missing')
  if (bytes === 0) throw new Refusal('file_empty')
  if (bytes > sizes.fileBytes) throw new Refusal('file_too_large', { maxBytes: sizes.fileBytes })
  // What the other kind has is nothing to a client; staff may still write a note, so the smaller one counts.
  const used = ticketId === null ? 0 : await readTicketUsage(unit.tx, ticketId, false)
  if (used + bytes > sizes.ticketBytes && side === 'client') {
    throw new Refusal('ticket_files_full', { maxBytes: sizes.ticketBytes })
  }
  const expiresAt = new Date(unit.at.getTime() + uploadHours * 3_600_000)
  const { memberId, userId } = actor
  await insertUpload(unit, { fileId, deskId, side, memberId, userId, name, bytes, expiresAt })
  const then = await changeUsage(unit, usageOf({ deskId, side, memberId, bytes }))
  refuseBeyond(then.get(ofPortal(memberId)), sizes.portalBytes, 'portal_files_full')
  refuseBeyond(then.get(ofDesk(deskId)), sizes.deskBytes, 'desk_files_full')
  // After the desk's row is locked, so that two at once are counted one after the other.
  if ((await countWaiting(unit.tx, { memberId, userId })) > mostWaiting) {
    throw new Refusal('too_many_uploads', { most: mostWaiting })
  }
}

function refuseBeyond(used: number | undefined, most: number, code: 'portal_files_full' | 'desk_files_full'): void {
  if (used !== undefined && used > most) throw new Refusal(code, { maxBytes: most })
}

type Counted = { deskId: string; side: 'client' | 'desk'; memberId: string; bytes: number }

function usageOf({ deskId, side, memberId, bytes }: Counted): UsageChange[] {
  const desk = { owner: ofDesk(deskId), bytes }
  return side === 'client' ? [desk, { owner: ofPortal(memberId), bytes }] : [desk]
}

/** False where there is none of theirs that goes with no message. */
export async function dropUpload(unit: UnitOfWork, actor: Actor, fileId: string): Promise<boolean> {
  const { isGone, usage } = await deleteWaitingFile(unit, actor, fileId)
  await changeUsage(unit, usage)
  return isGone
}

/** It is what it is for good, and takes no space. */
export async function refuseFile(unit: UnitOfWork, file: Counted & { fileId: string }, code: string): Promise<void> {
  if (!(await refuseUpload(unit, file.fileId, code))) return
  await changeUsage(unit, usageOf({ ...file, bytes: -file.bytes }))
}
