import { sealedOfLedgers } from './billing/feature.ts'
import { sealedOfChannels } from './channels/feature.ts'
import { sealedOfMonitoring } from './monitoring/feature.ts'
import { openStore } from './platform/db/db.ts'
import { changeMasterKey } from './platform/db/masterKeyCheck.ts'
import { makeTransaction } from './platform/db/unitOfWork.ts'
import { makeKeyFolder } from './platform/keys/keyFolder.ts'
import { resealColumn } from './platform/keys/reseal.sql.ts'
import type { Secrets } from './platform/secrets.ts'
import { sealedOfPortals } from './portals/feature.ts'
import { rotateBoxKeys } from './tickets/feature.ts'

/**
 * Another master key (T9), while servers work that know it and the one before it, which `secrets` do, too. The database says last that
 * the new one is its own: whoever is stopped before that begins again, and nothing was lost.
 */
export async function changeKeys({
  databaseUrl,
  secrets,
  keysDir,
}: {
  databaseUrl: string
  secrets: Secrets
  keysDir: string
}): Promise<{ boxes: number; others: number }> {
  const store = openStore(databaseUrl, 2)
  const transaction = makeTransaction(store.db, () => {})
  try {
    const boxes = await rotateBoxKeys({ db: store.db, transaction, keys: makeKeyFolder(keysDir, secrets) })
    let others = 0
    for (const column of [...sealedOfPortals, ...sealedOfLedgers, ...sealedOfMonitoring, ...sealedOfChannels]) {
      others += await resealColumn(store.db, column, secrets)
    }
    await transaction((unit) => changeMasterKey(unit, secrets))
    return { boxes, others }
  } finally {
    await store.close()
  }
}
