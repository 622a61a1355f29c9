import { randomUUID } from 'node:crypto'
import { isRefusalCode, type RefusalCode } from '#contract/refusals.ts'
import type { MessageFile } from '#contract/tickets/files.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { ScanFailed } from '#server/platform/files/clamd.ts'
import type { Examined } from '#server/platform/files/examination.ts'
import { DiskFull } from '#server/platform/files/fileStore.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { insertContent, setContent } from './contents.sql.ts'
import { nameFor, typeOf, type FileType } from './domain/fileType.ts'
import { findOwnFile, type OwnFile } from './fileRow.sql.ts'
import { presentFile } from './files.present.ts'
import type { FileTools } from './files.port.ts'
import { refuseFile } from './uploads.commands.ts'

type Deps = { db: Db; transaction: Transaction; tools: FileTools }
type Finishing = { actor: Actor; fileId: string; at: Date }

/**
 * T7: what has come is looked into, once it is all there. Bytes first, then the row that names them: whoever is killed in between leaves
 * bytes that nobody names, which the sweep finds, and the page asks again. An equal file takes exactly as long: only then it turns
 * out that its bytes are there.
 */
export async function finishUpload(deps: Deps, { actor, fileId, at }: Finishing): Promise<MessageFile> {
  const file = await find(deps.db, actor, fileId, at)
  if (isSettled(file)) return answerOf(file)
  if ((await deps.tools.store.uploadedBytes(fileId)) < file.bytes) {
    // Another call may have settled it, and taken its upload away, since it was read.
    const now = await find(deps.db, actor, fileId, at)
    if (isSettled(now)) return answerOf(now)
    throw new Refusal('file_unfinished')
  }
  try {
    await settle(deps, file, at)
  } catch (error) {
    // Another call, perhaps of another server, has settled it meanwhile and taken its upload away.
    if (!isSettled(await find(deps.db, actor, fileId, at))) throw error
  }
  return answerOf(await find(deps.db, actor, fileId, at))
}

async function find(db: Db, actor: Actor, fileId: string, at: Date): Promise<OwnFile> {
  const file = await findOwnFile(db, actor, fileId, at)
  if (file === null) throw new Refusal('file_unknown')
  return file
}

function isSettled({ contentId, refused, ticketId }: OwnFile): boolean {
  return contentId !== null || refused !== null || ticketId !== null
}

function answerOf(file: OwnFile): MessageFile {
  if (file.refused !== null) throw new Refusal(isRefusalCode(file.refused) ? file.refused : 'file_type_not_allowed')
  return presentFile(file)
}

async function settle(deps: Deps, file: OwnFile, at: Date): Promise<void> {
  const { store, examiner } = deps.tools
  const contentId = randomUUID()
  try {
    const thumbnail = await store.thumbnailPath(contentId)
    const examined = await store.withUpload(file.fileId, (path) => examiner.examine(path, thumbnail))
    const type = typeOf(examined)
    const refusal = typeof type === 'string' ? type : await scanned(deps, file)
    if (refusal === null && typeof type !== 'string') return await keep(deps, file, { contentId, examined, type }, at)
    await refuse(deps, file, refusal ?? 'file_damaged', at)
    await store.removeContent(contentId)
  } catch (error) {
    // What lies there stays: whether a row names it is not known when a commit fails. The sweep finds out.
    throw error instanceof DiskFull ? new Refusal('disk_full') : error
  }
}

/** A scanner that does not answer lets nothing through, and the file may be finished later. */
async function scanned({ tools }: Deps, { fileId }: OwnFile): Promise<RefusalCode | null> {
  const { scan, store } = tools
  if (scan === null) return null
  try {
    return (await store.withUpload(fileId, scan)) === 'infected' ? 'file_infected' : null
  } catch (error) {
    throw error instanceof ScanFailed ? new Refusal('scan_unavailable') : error
  }
}

async function refuse({ transaction, tools }: Deps, file: OwnFile, code: RefusalCode, at: Date): Promise<void> {
  await transaction((unit) => refuseFile(unit, { ...file, memberId: file.sender.memberId }, code), at)
  await tools.store.dropUpload(file.fileId)
}

type Found = { contentId: string; examined: Examined; type: FileType }

async function keep(
  { transaction, tools }: Deps,
  { fileId, deskId, name, bytes }: OwnFile,
  { contentId, examined, type }: Found,
  at: Date,
): Promise<void> {
  await tools.store.keep(fileId, contentId)
  const { digest, picture, hasThumbnail } = examined
  const size = { width: picture?.width ?? null, height: picture?.height ?? null, hasThumbnail }
  const content = { contentId, deskId, digest, bytes, kind: type.kind, type: type.type, ...size }
  const keptAs = await transaction(async (unit) => {
    const kept = await insertContent(unit, content)
    const isOurs = await setContent(unit, { fileId, contentId: kept, name: nameFor(name, type) })
    // Somebody was faster, or it was taken away: what lies there under this name is nobody's.
    return isOurs ? kept : null
  }, at)
  if (keptAs !== contentId) await tools.store.removeContent(contentId)
  await tools.store.dropUpload(fileId)
}
