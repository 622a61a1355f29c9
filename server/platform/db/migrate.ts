import { readdir, readFile } from 'node:fs/promises'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import { Pool } from 'pg'
import { connectPatienceMs } from './databaseFailure.ts'

const folder = new URL('../../migrations/', import.meta.url)

/** Brings the database to the newest schema. Kysely holds a lock meanwhile, so several processes may start at once. */
export async function migrate(databaseUrl: string): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 2, connectionTimeoutMillis: connectPatienceMs })
  // A connection that nobody uses any more may be closed by the database before it has ended.
  pool.on('error', () => {})
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const migrations = await readMigrations()
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
    refuseNewer(await executedMigrations(db), Object.keys(migrations))
    const { error } = await migrator.migrateToLatest()
    if (error !== undefined) throw new Error('the database could not be migrated', { cause: error })
  } finally {
    await db.destroy()
  }
}

/** The way back: a program that does not know what is in the database must not write there. */
function refuseNewer(executed: readonly string[], known: readonly string[]): void {
  const unknown = executed.find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new Error(
    `the database was changed by a newer version (${unknown}), so start that one, or restore a backup that this one has made.`,
  )
}

async function executedMigrations(db: Kysely<unknown>): Promise<string[]> {
  const { rows: tables } = await sql<{ is_there: boolean }>`
    select to_regclass('kysely_migration') is not null as is_there`.execute(db)
  if (tables[0]?.is_there !== true) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  const migrations: Record<string, Migration> = {}
  for (const name of names) {
    const text = await readFile(new URL(name, folder), 'utf8')
    migrations[name.replace('.sql', '')] = {
      up: async (db) => {
        await sql.raw(text).execute(db)
      },
    }
  }
  return migrations
}
