import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { DiskFull } from '#server/platform/files/fileStore.ts'
import type { Declared, UploadPort, UploadState } from '#server/platform/http/uploads.ts'
import { Refusal } from '#server/platform/refusal.ts'
import * as v from 'valibot'
import { id } from '#contract/common.ts'
import { sideOf } from '../domain/side.ts'
import { findOwnFile } from './fileRow.sql.ts'
import type { FileTools, TicketPlaces } from './files.port.ts'
import { beginUpload, dropUpload, type UploadPlace } from './uploads.commands.ts'
import { endLease, takeLease } from './uploads.sql.ts'

type Deps = {
  db: Db
  transaction: Transaction
  tools: FileTools
  places: TicketPlaces
  /** Which desk answers a portal now; locks the portal. */
  findAnswering(unit: UnitOfWork, memberId: string): Promise<{ deskId: string }>
}

/** What the edge asks of uploads: whose they are, and where their bytes go. */
export function makeUploads({ db, transaction, tools, ...asked }: Deps): UploadPort {
  const { store } = tools

  async function create(actor: Actor, { uploadId, bytes, metadata }: Declared, at: Date): Promise<void> {
    const ticketId = readTicketId(metadata['ticketId'])
    await transaction(async (unit) => {
      const place = await placeOf(unit, actor, ticketId, asked)
      await beginUpload(unit, tools.sizes, actor, { fileId: uploadId, name: metadata['name'] ?? '', bytes }, place)
    }, at)
  }

  /** What was looked into has no upload any more; it is as long as it was declared. */
  async function find(actor: Actor, uploadId: string, at: Date): Promise<UploadState | null> {
    const file = await findOwnFile(db, actor, uploadId, at)
    if (file === null) return null
    const isOver = file.contentId !== null || file.refused !== null || file.ticketId !== null
    const offset = isOver ? file.bytes : await store.uploadedBytes(uploadId)
    return { bytes: file.bytes, offset, madeAt: file.madeAt }
  }

  return {
    create,
    find,
    async append(uploadId, offset, source) {
      try {
        return await store.append(uploadId, offset, source)
      } catch (error) {
        if (!(error instanceof DiskFull)) throw error
        // Nothing half: what has come so far makes room for everybody else.
        await store.dropUpload(uploadId)
        throw new Refusal('disk_full')
      }
    },
    async drop(actor, uploadId, at) {
      const isGone = await transaction((unit) => dropUpload(unit, actor, uploadId), at)
      if (!isGone) throw new Refusal('file_unknown')
      await store.dropUpload(uploadId)
    },
    leases(actor, at) {
      async function refuseUnknown(uploadId: string): Promise<void> {
        if ((await findOwnFile(db, actor, uploadId, at)) === null) throw new Refusal('file_unknown')
      }
      return {
        refuseUnknown,
        async lease(uploadId, holder, { seconds }) {
          const isTaken = await takeLease(db, actor, { fileId: uploadId, holder, seconds, at })
          if (!isTaken) await refuseUnknown(uploadId)
          return isTaken
        },
        giveBack: (uploadId, holder) => endLease(db, uploadId, holder),
      }
    },
  }
}

function readTicketId(given: string | null | undefined): string | null {
  if (given === undefined || given === null || given === '') return null
  const parsed = v.safeParse(id, given)
  if (!parsed.success) throw new Refusal('invalid_input', { field: 'ticketId', problem: 'is no id' })
  return parsed.output
}

async function placeOf(
  unit: UnitOfWork,
  actor: Actor,
  ticketId: string | null,
  { findAnswering, places }: Pick<Deps, 'findAnswering' | 'places'>,
): Promise<UploadPlace> {
  if (ticketId === null) {
    if (actor.client === null) throw new Refusal('not_found')
    const { deskId } = await findAnswering(unit, actor.memberId)
    return { deskId, side: 'client', ticketId: null }
  }
  const living = await places.livingOf(unit.tx, ticketId)
  const owners = await places.ownersOf(unit.tx, living)
  const side = sideOf(actor, owners)
  if (owners === null) throw new Refusal('not_found')
  return { deskId: owners.deskId, side, ticketId: living }
}
