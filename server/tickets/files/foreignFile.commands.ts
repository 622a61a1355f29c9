import type { RefusalCode } from '#contract/refusals.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { DiskFull } from '#server/platform/files/fileStore.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { findOwnFile } from './fileRow.sql.ts'
import type { FileTools } from './files.port.ts'
import { finishUpload } from './finishUpload.commands.ts'
import { beginUpload, type UploadPlace } from './uploads.commands.ts'

type Deps = { db: Db; transaction: Transaction; tools: FileTools }
export type ForeignFile = { fileId: string; name: string; bytes: Uint8Array }

const pieceBytes = 256 * 1024

/**
 * T7: a file that came by a channel, looked into as one that a page has sent; it then goes with a message by its id. The same id again
 * goes on where it was. Why it is not taken; null where it is. Throws where it may be taken later.
 */
export async function takeForeignFile(
  deps: Deps,
  actor: Actor,
  { fileId, name, bytes }: ForeignFile,
  { place, at }: { place: UploadPlace; at: Date },
): Promise<RefusalCode | null> {
  const { transaction, tools } = deps
  try {
    if ((await findOwnFile(deps.db, actor, fileId, at)) === null) {
      const wanted = { fileId, name, bytes: bytes.length }
      await transaction((unit) => beginUpload(unit, tools.sizes, actor, wanted, place), at)
    }
    await sendRest(tools, fileId, bytes)
    await finishUpload(deps, { actor, fileId, at })
    return null
  } catch (error) {
    if (error instanceof Refusal && !comesAgain.has(error.code)) return error.code
    throw error
  }
}

const comesAgain: ReadonlySet<RefusalCode> = new Set([
  'scan_unavailable',
  'disk_full',
  'file_unfinished',
  'too_many_uploads',
])

async function sendRest({ store }: FileTools, fileId: string, bytes: Uint8Array): Promise<void> {
  const sent = await store.uploadedBytes(fileId)
  if (sent >= bytes.length) return
  try {
    await store.append(fileId, sent, piecesOf(bytes.subarray(sent)))
  } catch (error) {
    throw error instanceof DiskFull ? new Refusal('disk_full') : error
  }
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array[]> {
  for (let start = 0; start < bytes.length; start += pieceBytes) yield [bytes.subarray(start, start + pieceBytes)]
}
