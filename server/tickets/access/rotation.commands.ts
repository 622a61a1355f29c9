import type { Db } from '#server/platform/db/db.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { KeyFolder } from '#server/platform/keys/keyFolder.ts'
import { listKeysAfter, lockKey } from './access.sql.ts'

const atOnce = 100

/**
 * Puts every box's key under the newest master key, while servers work that know both; how many. One by one and each under its box's
 * lock: a box that is wiped meanwhile stays wiped, and what is given meanwhile has the newest already.
 */
export async function rotateBoxKeys(deps: { db: Db; transaction: Transaction; keys: KeyFolder }): Promise<number> {
  let count = 0
  for (let after: string | null = null; ;) {
    const keyIds = await listKeysAfter(deps.db, after, atOnce)
    for (const keyId of keyIds) if (await rewrapOne(deps, keyId)) count += 1
    after = keyIds.at(-1) ?? null
    if (after === null) return count
  }
}

function rewrapOne({ transaction, keys }: { transaction: Transaction; keys: KeyFolder }, keyId: string) {
  return transaction(async (unit) => (await lockKey(unit, keyId)) && keys.rewrap(keyId))
}
