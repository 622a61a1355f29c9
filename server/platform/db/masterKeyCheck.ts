import { sql } from 'kysely'
import { startFailure } from '../embedded/startFailure.ts'
import type { Secrets } from '../secrets.ts'
import { openStore, type Reader, type Tx } from './db.ts'

/** What features have sealed, their newest first, some of it: for databases in which nothing was kept for this check yet. */
export type FindSealed = (db: Reader) => Promise<string[]>

const known = 'the master key of this database'
const lockSpace = 0x4f51 // beside the workers' locks

/**
 * A server with another master key would start, fail at every token, take the servers' password away from those with the right one,
 * and seal new keys that the right one cannot open. So it does not start. Runs as the owner, before anything is done with the key.
 */
export async function refuseOtherMasterKey(
  databaseUrl: string,
  secrets: Pick<Secrets, 'seal' | 'open'>,
  findSealed: readonly FindSealed[],
): Promise<void> {
  const store = openStore(databaseUrl, 1)
  try {
    await store.db.transaction().execute(async (tx) => {
      // Of servers that start at once, the first keeps the value and the others find it.
      await sql`select pg_advisory_xact_lock(${lockSpace}, 2)`.execute(tx)
      const kept = await findKept(tx)
      if (kept !== null) return refuseUnless(opens(secrets, kept))
      const sealed = (await Promise.all(findSealed.map((find) => find(tx)))).flat()
      refuseUnless(sealed.length === 0 || sealed.some((one) => opens(secrets, one)))
      await sql`insert into master_key_check (sealed) values (${secrets.seal(known)})`.execute(tx)
    })
  } finally {
    await store.close()
  }
}

async function findKept(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ sealed: string }>`select sealed from master_key_check`.execute(tx)
  return rows[0]?.sealed ?? null
}

function opens(secrets: Pick<Secrets, 'open'>, sealed: string): boolean {
  try {
    secrets.open(sealed)
    return true
  } catch {
    return false
  }
}

function refuseUnless(isTheOne: boolean): void {
  if (isTheOne) return
  throw startFailure(
    'The master key is not the one of this database: put the right OPORA_MASTER_KEY (or secret.key in OPORA_DATA_DIR) back, ' +
      'since nothing that was sealed can be opened with another one.',
  )
}
