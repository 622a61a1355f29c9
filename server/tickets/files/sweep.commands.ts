import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { StoredThing } from '#server/platform/files/fileStore.ts'
import { now } from '#server/platform/clock.ts'
import { deleteLooseContents, listKnown } from './contents.sql.ts'
import type { FileTools } from './files.port.ts'
import { deleteExpiredFiles, removeOldFiles } from './messageFiles.sql.ts'
import { changeUsage } from './usage.sql.ts'

type Deps = { transaction: Transaction; tools: Pick<FileTools, 'store'> }

/** T7: what no message took in a day, what was kept long enough, and then contents without a file: rows first, bytes after them. */
export async function sweepFiles({ transaction, tools: { store } }: Deps): Promise<void> {
  await untilNothing(async () => {
    const { fileIds } = await transaction(async (unit) => {
      const expired = await deleteExpiredFiles(unit)
      await changeUsage(unit, expired.usage)
      return expired
    })
    for (const fileId of fileIds) await store.dropUpload(fileId)
    return fileIds.length
  })
  await untilNothing(() =>
    transaction(async (unit) => {
      const usage = await removeOldFiles(unit)
      await changeUsage(unit, usage)
      return usage.length
    }),
  )
  await untilNothing(async () => {
    const gone = await transaction(deleteLooseContents)
    for (const contentId of gone) await store.removeContent(contentId)
    return gone.length
  })
}

async function untilNothing(act: () => Promise<number>): Promise<void> {
  while ((await act()) > 0) continue
}

/** Nothing that is younger is anybody's orphan: whoever wrote it may be about to name it. */
const orphanMilliseconds = 3 * 3_600_000
const atOnce = 500

/** What a server that was killed has left: bytes that no row names. */
export async function sweepStore({ transaction, tools: { store } }: Deps): Promise<void> {
  const before = now().getTime() - orphanMilliseconds
  let some: StoredThing[] = []
  const sweep = async () => {
    for (const what of ['upload', 'content'] as const) {
      const ids = [...new Set(some.filter((thing) => thing.what === what).map(({ id }) => id))]
      const known = await transaction((unit) => listKnown(unit, ids, what))
      for (const id of ids.filter((one) => !known.has(one))) {
        await (what === 'upload' ? store.dropUpload(id) : store.removeContent(id))
      }
    }
    some = []
  }
  for await (const thing of store.list()) {
    if (thing.changedAt.getTime() < before) some.push(thing)
    if (some.length === atOnce) await sweep()
  }
  await sweep()
}
