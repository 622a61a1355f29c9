import type { Handlers } from '#server/platform/http/api.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { readFileLimits } from './fileLimits.queries.ts'
import { linkFiles } from './fileLinks.queries.ts'
import { setKeptDays } from './fileSettings.commands.ts'
import { readKeptDays } from './fileSettings.sql.ts'
import type { FileTools, TicketPlaces } from './files.port.ts'
import { finishUpload } from './finishUpload.commands.ts'
import { dropUpload } from './uploads.commands.ts'

export type FileRoutes =
  | 'finishUpload'
  | 'dropUpload'
  | 'linkFiles'
  | 'readFileLimits'
  | 'readFileSettings'
  | 'saveFileSettings'

type Deps = { db: Db; transaction: Transaction; tools: FileTools; linkKey: Buffer; places: TicketPlaces }

export function fileRoutes({ db, transaction, tools, linkKey, places }: Deps): Handlers<FileRoutes> {
  return {
    finishUpload: ({ fileId }, { actor, at }) =>
      finishUpload({ db, transaction, tools }, { actor, fileId: fileId.toLowerCase(), at }),
    async dropUpload({ fileId }, call) {
      const isGone = await call.transaction((unit) => dropUpload(unit, call.actor, fileId))
      if (!isGone) throw new Refusal('file_unknown')
      await tools.store.dropUpload(fileId.toLowerCase())
      return {}
    },
    linkFiles: (input, { actor, at }) => linkFiles(db, linkKey, actor, input, at),
    readFileLimits: ({ ticketId }, { actor }) => readFileLimits({ db, places }, tools.sizes, actor, ticketId ?? null),
    readFileSettings: async (_input, { actor }) => ({ keptDays: await readKeptDays(db, actor.desk.deskId) }),
    async saveFileSettings({ keptDays }, { actor, ...call }) {
      await call.transaction((unit) => setKeptDays(unit, actor, keptDays))
      return { keptDays: await readKeptDays(db, actor.desk.deskId) }
    },
  }
}
