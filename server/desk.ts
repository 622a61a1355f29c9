import { parseArgs } from 'node:util'
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

/** `npm run desk -- create NAME [--standard]`: the key that a desk's installer asks for (design, decision 13). */
await runCommand(async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { standard: { type: 'boolean' } } })
  const [verb, name] = positionals
  if (verb !== 'create' || name === undefined) {
    say('Use: npm run desk -- create NAME [--standard]', 'stderr')
    return 2
  }
  return withDatabase(async (databaseUrl) => {
    await migrate(databaseUrl)
    const store = openStore(databaseUrl, 2)
    const kind = values.standard === true ? 'standard' : 'partner'
    const key = await makeTransaction(store.db, () => {})((unit) => createDeskKey(unit, { name, kind }), now())
    await store.close()
    process.stdout.write(`${key}\nThe installer asks for this key once; it opens one desk and is not shown again.\n`)
    return 0
  })
})

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
