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
import { Refusal } from './platform/refusal.ts'

/** `npm run desk -- create NAME [--standard] [--prefix AB]`: the key that a desk's installer asks for (design, decision 13). */
await runCommand(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { standard: { type: 'boolean' }, prefix: { type: 'string' } },
  })
  const [verb, name] = positionals
  if (verb !== 'create' || name === undefined) {
    say('Use: npm run desk -- create NAME [--standard] [--prefix AB]', 'stderr')
    return 2
  }
  const asked = v.safeParse(v.optional(numberPrefix), values.prefix)
  if (!asked.success) {
    say('A prefix of ticket numbers is 2 to 5 Latin letters.', 'stderr')
    return 2
  }
  const prefix = asked.output ?? null
  return withDatabase(async (databaseUrl) => {
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

/** The database of DATABASE_URL, else the embedded one: joined if a server runs on it, started for a moment if not. */
async function withDatabase(act: (databaseUrl: string) => Promise<number>): Promise<number> {
  const configured = process.env['DATABASE_URL']
  if (configured !== undefined) return onDatabase(configured, () => act(configured))
  const { dataDir, pgbin } = choosePlaces(process.env['OPORA_DATA_DIR'])
  const postgres = await ensurePostgres({ dataDir, pgbin })
  try {
    await createDatabase(postgres.url, 'opora')
    return await act(postgres.urlFor('opora'))
  } finally {
    await postgres.stop()
  }
}
