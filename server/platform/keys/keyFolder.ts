import { randomBytes } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeFolders } from '../embedded/places.ts'
import { isStartFailure, systemErrorCode } from '../embedded/startFailure.ts'
import { entriesOf, ifThere, statOf, syncPath } from '../files/folders.ts'
import type { Secrets } from '../secrets.ts'

/**
 * Keys of single things, each a file in a folder outside of the database and of its backups: whatever they have sealed is gone for
 * good when the file is, in every copy of the database. All servers share the folder.
 */
export type KeyFolder = {
  /** A new key under this id, on the disk before this returns; 32 bytes. Throws `KeysUnavailable`. */
  make(id: string): Promise<Buffer>
  /** Null where there is none any more. Throws `KeysUnavailable` where the folder cannot be read. */
  read(id: string): Promise<Buffer | null>
  remove(id: string): Promise<void>
  /** Under the newest master key from now on; false where it is already, or gone. Whoever calls sees to it that nobody removes it meanwhile. */
  rewrap(id: string): Promise<boolean>
  /** Everything there is, also what a process that was killed has left; `id` null: it is no key. */
  list(): AsyncIterable<{ name: string; id: string | null; changedAt: Date }>
  /** Whatever `list` has named. */
  removeFile(name: string): Promise<void>
}

/** The folder cannot be written or read: a fault of the machine that says nothing of what is in it. */
export class KeysUnavailable extends Error {}

const ending = '.key'

/** `secrets` wraps the keys, each for its own name. */
export function makeKeyFolder(folder: string, secrets: Pick<Secrets, 'seal' | 'open' | 'newest'>): KeyFolder {
  const pathOf = (id: string) => join(folder, `${safe(id)}${ending}`)
  const write = (id: string, key: Buffer) =>
    writeDurably(folder, pathOf(id), secrets.seal(key.toString('base64url'), aboutKey(id)))

  return {
    make: (id) =>
      available(async () => {
        const key = randomBytes(32)
        await makeFolder(folder)
        await write(id, key)
        return key
      }),
    read: (id) =>
      available(async () => {
        const wrapped = await wrappedIn(pathOf(id))
        return wrapped === null ? null : unwrap(secrets, id, wrapped)
      }),
    remove: (id) => available(() => removeDurably(folder, pathOf(id))),
    rewrap: (id) =>
      available(async () => {
        const wrapped = await wrappedIn(pathOf(id))
        if (wrapped === null || wrapped.startsWith(`${secrets.newest}.`)) return false
        await write(id, unwrap(secrets, id, wrapped))
        return true
      }),
    list: () => listFolder(folder),
    removeFile: (name) => available(() => removeDurably(folder, join(folder, name))),
  }
}

function unwrap(secrets: Pick<Secrets, 'open'>, id: string, wrapped: string): Buffer {
  return Buffer.from(secrets.open(wrapped, aboutKey(id)), 'base64url')
}

async function wrappedIn(path: string): Promise<string | null> {
  return (await ifThere(() => readFile(path, 'utf8')))?.trim() ?? null
}

function aboutKey(id: string): string {
  return `key ${id}`
}

/** Whole or not at all, whenever the machine stops: under another name first, then both the file and its name are on the disk. */
async function writeDurably(folder: string, path: string, text: string): Promise<void> {
  const part = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    const file = await open(part, 'wx', 0o600)
    try {
      await file.writeFile(`${text}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  await syncPath(folder)
}

async function removeDurably(folder: string, path: string): Promise<void> {
  await rm(path, { force: true })
  await ifThere(() => syncPath(folder))
}

async function makeFolder(folder: string): Promise<void> {
  const made = makeFolders(folder, 0o700)
  for (const path of made) await syncPath(dirname(path))
}

async function* listFolder(folder: string): AsyncIterable<{ name: string; id: string | null; changedAt: Date }> {
  for await (const { name } of entriesOf(folder)) {
    const id = name.endsWith(ending) ? name.slice(0, -ending.length) : ''
    const found = await statOf(join(folder, name))
    if (found !== null) yield { name, id: isId(id) ? id : null, changedAt: found.mtime }
  }
}

/** What the system refuses is no fault of whoever asks. */
async function available<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    if (systemErrorCode(error) !== undefined || isStartFailure(error)) {
      throw new KeysUnavailable('the key folder cannot be used', { cause: error })
    }
    throw error
  }
}

/** An id is the server's own; whatever else came here would be a path. */
function safe(id: string): string {
  if (!isId(id)) throw new Error('not an id of a key')
  return id
}

function isId(name: string): boolean {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(name)
}
