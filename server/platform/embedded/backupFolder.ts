import { existsSync, readdirSync, statSync } from 'node:fs'
import { chmod, copyFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { findBinaries } from './binaries.ts'
import { giveToDatabaseUser, readVersion, refuseOtherMajor } from './cluster.ts'
import { isLocked } from './fileLock.ts'
import { copyRunningCluster, copyTree } from './hotCopy.ts'
import { type Places, makeEnterable, makeFolders, placesIn } from './places.ts'
import { ensurePostgres, lockLaunching } from './postgres.ts'
import { findPostmaster } from './postmaster.ts'
import { onFolder, startFailure } from './startFailure.ts'

const MANIFEST = 'opora-backup.json'

/** Copies database and files while the server works. Returns what to tell the operator about the key. */
export async function makeBackup(places: Places, folder: string, key: 'with key' | 'without key'): Promise<string> {
  if (readVersion(places.pg) === undefined) throw startFailure(`There is no database in ${places.dataDir} to back up.`)
  refuseUsedFolder(folder, places)
  const postgres = await ensurePostgres({ dataDir: places.dataDir })
  const copy = placesIn(folder)
  try {
    await onFolder(folder, async () => {
      makeFolders(folder, 0o700)
      // Before the database: what is deleted while it is copied, its rows still speak of. And after it: what has come since.
      await copyFiles(places, copy)
      await copyRunningCluster(postgres.url, places.pg, copy.pg)
      await copyFiles(places, copy)
      if (key === 'with key' && existsSync(places.secretKey)) await copySecret(places.secretKey, copy.secretKey)
      // Last: a copy without it was cut short.
      await writeFile(join(folder, MANIFEST), `${JSON.stringify({ postgres: readVersion(copy.pg) })}\n`)
    })
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  } finally {
    await postgres.stop()
  }
  return keyAdvice(places, copy)
}

/** Files grow and are never changed: what has its length already is the same. */
async function copyFiles(places: Places, copy: Places): Promise<void> {
  if (!existsSync(places.files)) return
  const isThere = (path: string) => sizeOf(join(copy.files, relative(places.files, path))) === sizeOf(path)
  await copyTree(places.files, copy.files, (entry) => {
    const path = join(entry.parentPath, entry.name)
    return entry.isDirectory() || !isThere(path)
  })
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size
}

/** Puts a backup in the place of the data folder; the old data goes only after the copy has started once. */
export async function restoreBackup(places: Places, folder: string, old: 'replace' | 'refuse'): Promise<string> {
  refuseUnfinished(folder)
  await makeEnterable(places.dataDir)
  const launching = await lockLaunching(places.dataDir)
  try {
    refuseRunning(places)
    if (old === 'refuse') refuseOverwriting(places)
    const backup = placesIn(folder)
    const { major } = await findBinaries(places.pgbin)
    refuseOtherMajor(backup.pg, readVersion(backup.pg) ?? 'unknown', major)
    const fresh = placesIn(join(places.dataDir, 'restoring'))
    await onFolder(places.dataDir, async () => {
      await rm(fresh.dataDir, { recursive: true, force: true })
      await makeEnterable(fresh.dataDir)
      await copyTree(backup.pg, fresh.pg)
      giveToDatabaseUser(fresh.pg)
      if (existsSync(backup.files)) await copyTree(backup.files, fresh.files)
    })
    const tried = await ensurePostgres({ dataDir: fresh.dataDir, pgbin: places.pgbin })
    await tried.stop()
    await onFolder(places.dataDir, () => putInPlace(fresh, places))
    if (existsSync(backup.secretKey)) await copySecret(backup.secretKey, places.secretKey)
  } finally {
    launching.release()
  }
  if (existsSync(places.secretKey)) return `The key in use is ${places.secretKey}.`
  return `The backup holds no key: put yours at ${places.secretKey} (or in the configuration) before you start.`
}

async function putInPlace(fresh: Places, places: Places): Promise<void> {
  for (const [from, to] of [
    [fresh.pg, places.pg],
    [fresh.files, places.files],
  ] as const) {
    await rm(to, { recursive: true, force: true })
    if (existsSync(from)) await rename(from, to)
  }
  await rm(fresh.dataDir, { recursive: true, force: true })
}

function refuseUsedFolder(folder: string, places: Places): void {
  if (holdsSomething(folder)) throw startFailure(`${folder} is not empty: name a new folder for the backup.`)
  if (!relative(resolve(places.dataDir), resolve(folder)).startsWith('..')) {
    throw startFailure(`${folder} lies in the data folder itself: name a folder elsewhere, best on another disk.`)
  }
}

function refuseUnfinished(folder: string): void {
  if (existsSync(join(folder, MANIFEST))) return
  throw startFailure(`${folder} holds no complete backup (its ${MANIFEST} is missing): name the folder of another one.`)
}

function refuseRunning({ dataDir, pg }: Places): void {
  if ((existsSync(pg) && findPostmaster(pg)) || isLocked(join(dataDir, 'guard.lock'))) {
    throw startFailure(`A server works on ${dataDir}: stop it first.`)
  }
}

function refuseOverwriting({ pg, files, dataDir }: Places): void {
  if (!holdsSomething(pg) && !holdsSomething(files)) return
  throw startFailure(`${dataDir} already holds data: add --replace to erase it and put the backup in its place.`)
}

function holdsSomething(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).length > 0
}

async function copySecret(from: string, to: string): Promise<void> {
  await copyFile(from, to)
  await chmod(to, 0o600)
}

function keyAdvice(places: Places, copy: Places): string {
  if (existsSync(copy.secretKey))
    return `The key is inside (${copy.secretKey}): keep this backup as safe as the key itself.`
  if (existsSync(places.secretKey)) {
    return `The key ${places.secretKey} is not in it: keep a copy of that file elsewhere, without it secrets stay unreadable.`
  }
  return 'The key comes from the configuration: keep a copy of it elsewhere, without it secrets stay unreadable.'
}
