import { spawnSync } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { databaseUser, identity } from './databaseUser.ts'
import { onFolder, startFailure } from './startFailure.ts'

const NEEDED_FOR_NEW_CLUSTER = 128 * 1024 * 1024
const NEEDED_FOR_START = 16 * 1024 * 1024

/** Makes the database folder when there is none; says clearly what is wrong with one that cannot be used. */
export async function prepareCluster(
  pg: string,
  binaries: Binaries,
  sync: 'synced' | 'unsynced',
): Promise<'made' | 'found'> {
  return await onFolder(pg, () => {
    const version = readVersion(pg)
    if (version !== undefined) {
      refuseOtherMajor(pg, version, binaries.major)
      refuseFullDisk(pg, NEEDED_FOR_START)
      giveToDatabaseUser(pg)
      return 'found'
    }
    refuseForeignFiles(pg)
    refuseFullDisk(dirname(pg), NEEDED_FOR_NEW_CLUSTER)
    makeCluster(pg, binaries, sync)
    return 'made'
  })
}

/** The major version that made this database folder. */
export function readVersion(pg: string): string | undefined {
  const path = join(pg, 'PG_VERSION')
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined
}

export function refuseOtherMajor(pg: string, found: string, ours: string): void {
  if (found === ours) return
  throw startFailure(
    `${pg} was made by PostgreSQL ${found}, but this Opora brings PostgreSQL ${ours}: start the Opora that made it, ` +
      `set DATABASE_URL to a PostgreSQL ${found}, or move the folder away to begin with an empty database.`,
  )
}

function refuseForeignFiles(pg: string): void {
  if (!existsSync(pg) || readdirSync(pg).length === 0) return
  throw startFailure(
    `${pg} is not empty, but holds no database (its PG_VERSION is missing): ` +
      'bring a backup back with `npm run restore -- FOLDER --replace`, or move the folder away to begin with an empty database.',
  )
}

function refuseFullDisk(folder: string, needed: number): void {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize >= needed) return
  const megabytes = Math.ceil(needed / 1024 / 1024)
  throw startFailure(`The disk that holds ${folder} is full: free at least ${megabytes} MB and start again.`)
}

/** Under another name first, so that a start that is cut short leaves no half-made database behind. */
function makeCluster(pg: string, { initdb }: Binaries, sync: 'synced' | 'unsynced'): void {
  const unfinished = `${pg}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  giveToDatabaseUser(unfinished)
  const { status, error, stderr } = spawnSync(initdb, clusterArguments(unfinished, sync), {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    encoding: 'utf8',
    ...identity(databaseUser()),
  })
  if (status !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    throw explainLog(stderr || String(error), pg)
  }
  rmSync(pg, { recursive: true, force: true })
  renameSync(unfinished, pg)
}

function clusterArguments(folder: string, sync: 'synced' | 'unsynced'): string[] {
  // macOS has no C.UTF-8 of its own; the built-in provider sorts and folds the same on both.
  const locale = process.platform === 'linux' ? ['--locale=C.UTF-8'] : ['--locale=C', '--builtin-locale=C.UTF-8']
  const encoding = ['--encoding=UTF8', '--locale-provider=builtin', ...locale]
  const synced = sync === 'unsynced' ? ['--no-sync'] : []
  return ['-D', folder, '-U', 'postgres', '--auth=trust', '--no-instructions', ...encoding, ...synced]
}

/** What root made (or restored, or copied) must belong to the user that the database runs as. */
export function giveToDatabaseUser(folder: string): void {
  const user = databaseUser()
  if (user === undefined || statSync(folder).uid === user.uid) return
  chownSync(folder, user.uid, user.gid)
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    chownSync(join(folder, entry), user.uid, user.gid)
  }
}

/** The sentence for what PostgreSQL wrote when it did not start. */
export function explainLog(log: string, pg: string, logFile?: string): Error {
  if (/No space left on device|Disk quota exceeded/.test(log)) {
    return startFailure(`The disk that holds ${pg} is full: free some space and start again.`)
  }
  if (/Permission denied|wrong ownership|invalid permissions|Operation not permitted/.test(log)) {
    return startFailure(
      `PostgreSQL has no permission to use ${pg}: give the folder to the user that starts Opora (chown -R, mode 0700).`,
    )
  }
  const worst = /(?:PANIC|FATAL|error): +(.+)/.exec(log)?.[1] ?? log.trim().split('\n').at(-1) ?? ''
  const where = logFile === undefined ? '' : ` (${basename(logFile)} beside it says more)`
  return startFailure(
    `PostgreSQL does not start on ${pg}: ${worst}${where}. ` +
      'Bring a backup back with `npm run restore -- FOLDER --replace`, or move the folder away to begin with an empty database.',
  )
}
