import { randomBytes } from 'node:crypto'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { say } from '#server/platform/embedded/console.ts'
import { createDatabase } from '#server/platform/embedded/createDatabase.ts'
import { canEnter, databaseUser } from '#server/platform/embedded/databaseUser.ts'
import { isLocked } from '#server/platform/embedded/fileLock.ts'
import { choosePlaces } from '#server/platform/embedded/places.ts'
import { ensurePostgres, type EmbeddedPostgres } from '#server/platform/embedded/postgres.ts'
import { migrate } from '#server/platform/db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseServers: TestDatabases[]
  }
}

/** A database server of this run alone, and the name of its migrated template. */
type TestDatabases = { adminUrl: string; template: string }
export type Database = { url: string; drop: () => Promise<void> }
type DatabaseServer = TestDatabases & { clone: () => Promise<Database>; dataDir: string; stop: () => Promise<void> }

const PREFIX = 'opora-test-'
const TEMPLATE = 'opora_template'
const DEAD_AFTER_MS = 10 * 60_000

/**
 * vitest's globalSetup: a server for each worker, because a transaction that is open anywhere in a server holds the readers of
 * its journals back (design, flow 5). What it returns ends them.
 */
export async function setup(project: {
  config: { maxWorkers: number }
  provide: (name: 'databaseServers', value: TestDatabases[]) => void
}) {
  const servers = await startServers(project.config.maxWorkers)
  project.provide(
    'databaseServers',
    servers.map(({ adminUrl, template }) => ({ adminUrl, template })),
  )
  return () => Promise.all(servers.map((server) => server.stop()))
}

/** A database for one test file: a copy of the migrated template. */
export async function cloneDatabase(): Promise<Database> {
  // Not at the top: setup() and the fault stories run outside of a vitest worker.
  const { inject } = await import('vitest')
  const servers = inject('databaseServers')
  const own = servers[(Number(process.env['VITEST_POOL_ID'] ?? 1) - 1) % servers.length]
  if (own === undefined) throw new Error('no database server was started')
  return await cloneTemplate(own)
}

/** A server in a folder of its own, which stop() removes. Fault stories and benches want fsync, other tests speed. */
export async function startDatabase({ fsync }: { fsync: boolean }): Promise<DatabaseServer> {
  const dataDir = freshDataDir()
  return serverOf(dataDir, await startWithTemplate(dataDir, fsync))
}

/** One is made and stopped, and the others begin with a copy of its data, which costs a fraction. */
async function startServers(count: number): Promise<DatabaseServer[]> {
  const first = freshDataDir()
  const made = await startWithTemplate(first, false)
  if (count === 1) return [serverOf(first, made)]
  await made.stop()
  const copies = Array.from({ length: count - 1 }, () => freshDataDir())
  await Promise.all(copies.map((copy) => cp(join(first, 'pg'), join(copy, 'pg'), { recursive: true })))
  return Promise.all([first, ...copies].map(async (dataDir) => serverOf(dataDir, await startPostgres(dataDir, false))))
}

async function startWithTemplate(dataDir: string, fsync: boolean): Promise<EmbeddedPostgres> {
  const { notice } = choosePlaces(undefined)
  if (notice !== undefined) say(notice, 'stderr')
  const postgres = await startPostgres(dataDir, fsync)
  await createDatabase(postgres.url, TEMPLATE)
  await migrate(postgres.urlFor(TEMPLATE))
  return postgres
}

function startPostgres(dataDir: string, fsync: boolean): Promise<EmbeddedPostgres> {
  return ensurePostgres({ dataDir, pgbin: choosePlaces(undefined).pgbin, fsync })
}

function serverOf(dataDir: string, postgres: EmbeddedPostgres): DatabaseServer {
  const databases = { adminUrl: postgres.url, template: TEMPLATE }
  const stop = async () => {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { ...databases, clone: () => cloneTemplate(databases), dataDir, stop }
}

function freshDataDir(): string {
  const parent = temporaryFolder()
  removeDeadRuns(parent)
  return join(parent, `${PREFIX}${randomBytes(6).toString('hex')}`)
}

async function cloneTemplate({ adminUrl, template }: TestDatabases): Promise<Database> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await runAlone(adminUrl, `create database ${name} template ${template}`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => runAlone(adminUrl, `drop database ${name} with (force)`) }
}

async function runAlone(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function temporaryFolder(): string {
  const user = databaseUser()
  return user === undefined || canEnter(tmpdir(), user) ? tmpdir() : '/tmp'
}

/** What runs left behind that were killed together with their guard. */
function removeDeadRuns(parent: string): void {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(parent, name)
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > DEAD_AFTER_MS && !isLocked(join(folder, 'guard.lock'))) rmSync(folder, { recursive: true, force: true })
  }
}
