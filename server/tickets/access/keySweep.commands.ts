import { now } from '#server/platform/clock.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { KeyFolder } from '#server/platform/keys/keyFolder.ts'
import { listNeededKeys } from './access.sql.ts'

/** Nothing that is younger is anybody's orphan: whoever wrote it may be about to name it. */
const orphanMilliseconds = 3_600_000
const atOnce = 500

type File = { name: string; id: string | null }

/** T9: a server that was killed between a key and its row has left a key that opens nothing; and half-written files. */
export async function sweepKeys({ transaction, keys }: { transaction: Transaction; keys: KeyFolder }): Promise<void> {
  const before = now().getTime() - orphanMilliseconds
  let some: File[] = []
  const sweep = async () => {
    const ids = some.flatMap(({ id }) => (id === null ? [] : [id]))
    const needed = await transaction((unit) => listNeededKeys(unit, ids))
    for (const { name, id } of some) if (id === null || !needed.has(id)) await keys.removeFile(name)
    some = []
  }
  for await (const { changedAt, ...file } of keys.list()) {
    if (changedAt.getTime() < before) some.push(file)
    if (some.length === atOnce) await sweep()
  }
  await sweep()
}
