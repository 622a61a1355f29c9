import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { canEnter, databaseUser } from './databaseUser.ts'
import { notAFolder, onFolder, startFailure, systemErrorCode } from './startFailure.ts'

export type Places = {
  dataDir: string
  pg: string
  pgbin: string
  files: string
  secretKey: string
  /** One line for the console when the data lies where nobody would look first. */
  notice?: string
}

/** The folder of this copy of Opora: two copies on one machine never share data. */
export const cloneRoot: string = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')

const SHARED_ROOT = '/var/lib/opora'

/**
 * Where the data lies. Root's own folders cannot be entered by the user that the database runs as: then all of it moves to
 * /var/lib/opora. A folder that somebody asked for is never swapped silently: it may be a mounted disk.
 */
export function choosePlaces(requested: string | undefined, clone: string = cloneRoot): Places {
  const user = databaseUser()
  if (requested !== undefined && requested !== '') {
    const dataDir = resolve(clone, requested)
    if (user === undefined || canEnter(dataDir, user)) return placesIn(dataDir)
    throw startFailure(
      `The database runs as the user ${user.name}, who cannot enter ${dataDir}: ` +
        `set OPORA_DATA_DIR to another folder, for instance ${SHARED_ROOT}.`,
    )
  }
  const ownDir = join(clone, '.data')
  if (user === undefined || canEnter(ownDir, user)) return placesIn(ownDir)
  const dataDir = join(SHARED_ROOT, cloneName(clone))
  const notice = `Data is kept in ${dataDir}, because the database's user ${user.name} cannot enter ${clone}.`
  return { ...placesIn(dataDir), notice }
}

export function placesIn(dataDir: string): Places {
  return {
    dataDir,
    pg: join(dataDir, 'pg'),
    pgbin: join(dataDir, 'pgbin'),
    files: join(dataDir, 'files'),
    secretKey: join(dataDir, 'secret.key'),
  }
}

/** Makes a folder that the database's user can pass through, also under root's strict umask. */
export async function makeEnterable(folder: string): Promise<void> {
  await onFolder(folder, () => {
    for (const path of makeFolders(folder)) if (databaseUser() !== undefined) chmodSync(path, 0o755)
  })
}

/** Makes a folder with those above it, one by one, as on /proc Node's own recursive way never comes back. Returns the new ones. */
export function makeFolders(folder: string, mode = 0o777): string[] {
  const missing: string[] = []
  for (let path = folder; statSync(path, { throwIfNoEntry: false }) === undefined; path = dirname(path)) {
    missing.unshift(path)
  }
  for (const path of missing) makeFolder(path, mode)
  if (!statSync(folder).isDirectory()) throw startFailure(notAFolder(folder))
  return missing
}

/** Another launcher may make it at the same time. */
function makeFolder(path: string, mode: number): void {
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST' || !statSync(path).isDirectory()) throw error
  }
}

function cloneName(clone: string): string {
  return `${basename(clone)}-${shortHash(clone)}`
}

export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
