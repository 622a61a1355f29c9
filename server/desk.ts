import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { numberPrefix } from '#contract/desks/types.ts'
import { now } from './platform/clock.ts'
import { onDatabase } from './platform/db/databaseFailure.ts'
import { openStore } from './platform/db/db.ts'
import { createDatabase } from './platform/embedded/createDatabase.ts'
import { runCommand, say } from './platform/embedded/console.ts'
import { choosePlaces } from './platform/embedded/places.ts'
import { ensurePostgres } from './platform/embedded/postgres.ts'
import { migrate } from './platform/db/migrate.ts'
import { makeTransaction } from './platform/db/unitOfWork.ts'
import { createDeskKey } from './desks/feature.ts'
import { changeKeys } from './changeKeys.ts'
import { readConfig } from './config.ts'
import { Refusal } from './platform/refusal.ts'
import { findMasterKey, makeSecrets } from './platform/secrets.ts'

const usage = 'Use: npm run desk -- create NAME [--standard] [--prefix AB], or: npm run desk -- rotate-keys'

/** `npm run desk -- create NAME [--standard] [--prefix AB]`: the key that a desk's installer asks for (design, decision 13); or `rotate-keys`. */
await runCommand(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { standard: { type: 'boolean' }, prefix: { type: 'string' } },
  })
  const [verb, name] = positionals
  if (verb === 'rotate-keys') return withDatabase(rotateKeys)
  if (verb !== 'create' || name === undefined) {
    say(usage, 'stderr')
    return 2
  }
  const asked = v.safeParse(v.optional(numberPrefix), values.prefix)
  if (!asked.success) {
    say('A prefix of ticket numbers is 2 to 5 Latin letters.', 'stderr')
    return 2
  }
  const prefix = asked.output ?? null
  return withDatabase(async ({ databaseUrl }) => {
    await migrate(databaseUrl)
    const store = openStore(databaseUrl, 2)
    const kind = values.standard === true ? 'standard' : 'partner'
    const create = makeTransaction(store.db, () => {})((unit) => createDeskKey(unit, { name, kind, prefix }), now())
    const key = await create.catch(takenOrFailed).finally(() => store.close())
    if (key === null) {
      say(`The prefix ${prefix} is taken by another desk: choose another one.`, 'stderr')
      return 1
    }
    process.stdout.write(`${key}\nThe installer asks for this key once; it opens one desk and is not shown again.\n`)
    return 0
  })
})

function takenOrFailed(error: unknown): null {
  if (error instanceof Refusal && error.code === 'prefix_taken') return null
  throw error
}

type Place = { databaseUrl: string; dataDir: string | undefined }

/** While the servers work with the new master key and the one before it (T9): from then on the new one alone opens everything. */
async function rotateKeys({ databaseUrl, dataDir }: Place): Promise<number> {
  const config = readConfig({ ...process.env, DATABASE_URL: databaseUrl, OPORA_DATA_DIR: dataDir })
  const secrets = makeSecrets(await findMasterKey(config.masterKey, config.dataDir), config.oldMasterKey)
  if (config.oldMasterKey === null) {
    say('Put the key of before into OPORA_MASTER_KEY_OLD, for the servers and for this command.', 'stderr')
    return 2
  }
  const { boxes, others } = await changeKeys({ databaseUrl, secrets, keysDir: config.keysDir })
  say(`Under the new master key now: ${boxes} keys of access boxes, ${others} tokens and signing keys.`)
  say('OPORA_MASTER_KEY_OLD can go in an hour, when the sessions of before are over.')
  return 0
}

/** The database of DATABASE_URL, else the embedded one: joined if a server runs on it, started for a moment if not. */
async function withDatabase(act: (place: Place) => Promise<number>): Promise<number> {
  const databaseUrl = process.env['DATABASE_URL']
  if (databaseUrl !== undefined) {
    return onDatabase(databaseUrl, () => act({ databaseUrl, dataDir: process.env['OPORA_DATA_DIR'] }))
  }
  const { dataDir, pgbin } = choosePlaces(process.env['OPORA_DATA_DIR'])
  const postgres = await ensurePostgres({ dataDir, pgbin })
  try {
    await createDatabase(postgres.url, 'opora')
    return await act({ databaseUrl: postgres.urlFor('opora'), dataDir })
  } finally {
    await postgres.stop()
  }
}
