import { sql } from 'kysely'
import { startFailure } from '../embedded/startFailure.ts'
import type { Secrets } from '../secrets.ts'
import type { UnitOfWork } from './unitOfWork.ts'
import { openStore, type Reader, type Tx } from './db.ts'

/** What features have sealed, their newest first, some of it: for databases in which nothing was kept for this check yet. */
export type FindSealed = (db: Reader) => Promise<string[]>

const known = 'the master key of this database'
const lockSpace = 0x4f51 // beside the workers' locks

/**
 * A server with another master key would start, fail at every token, take the servers' password away from those with the right one,
 * and seal new keys that the right one cannot open. So it does not start. Runs as the owner, before anything is done with the key.
 * Returns the pepper that is kept, sealed; null in a database of before that.
 */
export async function refuseOtherMasterKey(
  databaseUrl: string,
  secrets: Checked,
  findSealed: readonly FindSealed[],
): Promise<string | null> {
  const store = openStore(databaseUrl, 1)
  try {
    return await store.db.transaction().execute(async (tx) => {
      // Of servers that start at once, the first keeps the value and the others find it.
      await sql`select pg_advisory_xact_lock(${lockSpace}, 2)`.execute(tx)
      const kept = await findKept(tx)
      if (kept !== null) {
        refuseUnless(opens(secrets, kept.sealed))
        return kept.pepper
      }
      const sealed = (await Promise.all(findSealed.map((find) => find(tx)))).flat()
      refuseUnless(sealed.length === 0 || sealed.some((one) => opens(secrets, one)))
      const pepper = secrets.seal(secrets.pepper.toString('hex'))
      await sql`insert into master_key_check (sealed, sealed_pepper) values (${secrets.seal(known)}, ${pepper})`.execute(
        tx,
      )
      return pepper
    })
  } finally {
    await store.close()
  }
}

type Checked = Pick<Secrets, 'seal' | 'open' | 'pepper'>
type Kept = { sealed: string; pepper: string | null }

async function findKept(tx: Tx): Promise<Kept | null> {
  const { rows } = await sql<Kept>`select sealed, sealed_pepper as pepper from master_key_check`.execute(tx)
  return rows[0] ?? null
}

/** The newest key is this database's from now on; with `secrets` that know the one before it. The pepper stays. */
export async function changeMasterKey(unit: UnitOfWork, secrets: Checked): Promise<void> {
  const kept = await findKept(unit.tx)
  const pepper = kept === null || kept.pepper === null ? secrets.pepper.toString('hex') : secrets.open(kept.pepper)
  await sql`
    update master_key_check set sealed = ${secrets.seal(known)}, sealed_pepper = ${secrets.seal(pepper)}`.execute(
    unit.tx,
  )
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
