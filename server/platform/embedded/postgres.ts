import { existsSync, renameSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import { prepareCluster } from './cluster.ts'
import { databaseUser } from './databaseUser.ts'
import { isLocked, waitForLock } from './fileLock.ts'
import { startGuard } from './guardProcess.ts'
import { makeEnterable, placesIn } from './places.ts'
import { type Postmaster, findPostmaster } from './postmaster.ts'
import { settingsFor } from './settings.ts'
import { makeSocketFolder } from './socketFolder.ts'
import { onFolder, startFailure } from './startFailure.ts'

export type EmbeddedPostgres = {
  /** The address of the database `postgres`. */
  url: string
  urlFor: (database: string) => string
  /** Stops the database if this launcher started it; resolves when it has ended. */
  stop: () => Promise<void>
  startedHere: boolean
  firstStart: boolean
  /** Resolves when a database started here ends, asked to or not. */
  ended: Promise<void>
}

export type PostgresOptions = {
  dataDir: string
  /** Where a copy of the binaries may lie for a user that cannot reach the package; by default in the data folder. */
  pgbin?: string
  /** Off only for tests: a machine that loses power loses the database. */
  fsync?: boolean
  settings?: Record<string, string>
}

const LAUNCH_PATIENCE_MS = 180_000
const LOG_LIMIT_BYTES = 10 * 1024 * 1024

/** Starts the embedded PostgreSQL on a folder, or joins the one that runs on it. Any number of launchers may ask at once. */
export async function ensurePostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const { fsync = true } = options
  const dataDir = resolve(options.dataDir)
  const { pg, pgbin } = placesIn(dataDir)
  await makeEnterable(dataDir)
  const launching = await lockLaunching(dataDir)
  try {
    const running = await onFolder(dataDir, () => findRunning(pg, dataDir))
    if (running !== undefined) return attached(running.socketDir)
    const binaries = await findBinaries(options.pgbin ?? pgbin)
    const found = await prepareCluster(pg, binaries, fsync ? 'synced' : 'unsynced')
    const socketDir = makeSocketFolder(dataDir)
    const logFile = startLog(dataDir)
    const user = databaseUser()
    const guard = await startGuard({
      postgres: binaries.postgres,
      pg,
      settings: settingsFor(socketDir, fsync, options.settings),
      logFile,
      ownerLock: ownerLock(dataDir),
      ...(user !== undefined && { user }),
    })
    const ready = findPostmaster(pg)
    return { ...reachable(ready?.socketDir ?? socketDir), ...guard, startedHere: true, firstStart: found === 'made' }
  } finally {
    launching.release()
  }
}

/** Keeps launchers of one data folder apart while one of them starts, restores or looks. */
export async function lockLaunching(dataDir: string): Promise<{ release: () => void }> {
  const lock = await onFolder(dataDir, () => waitForLock(join(dataDir, 'launch.lock'), LAUNCH_PATIENCE_MS))
  if (lock === undefined) throw startFailure(`Another Opora has been starting on ${dataDir} for minutes: end it first.`)
  return lock
}

/** A database with a living guard. One without (its guard was killed) is left to a new guard, which adopts it. */
async function findRunning(pg: string, dataDir: string): Promise<Postmaster | undefined> {
  if (!existsSync(pg)) return undefined
  for (;;) {
    const running = findPostmaster(pg)
    if (running === undefined || !isLocked(ownerLock(dataDir))) return undefined
    if (running.status === 'ready') return running
    if (running.status === 'stopping') return undefined
    await delay(20)
  }
}

function ownerLock(dataDir: string): string {
  return join(dataDir, 'guard.lock')
}

function attached(socketDir: string): EmbeddedPostgres {
  return {
    ...reachable(socketDir),
    startedHere: false,
    firstStart: false,
    stop: async () => {},
    ended: new Promise(() => {}),
  }
}

function reachable(socketDir: string): Pick<EmbeddedPostgres, 'url' | 'urlFor'> {
  const urlFor = (database: string) =>
    `postgres://postgres@localhost/${encodeURIComponent(database)}?host=${encodeURIComponent(socketDir)}`
  return { url: urlFor('postgres'), urlFor }
}

function startLog(dataDir: string): string {
  const logFile = join(dataDir, 'pg.log')
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.old`)
  return logFile
}
