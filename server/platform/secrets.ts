import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolders } from './embedded/places.ts'
import { onFolder, startFailure, systemErrorCode } from './embedded/startFailure.ts'
import { openBytes, sealBytes } from './keys/sealing.ts'

/** Encrypts what must not be readable in the database, and gives the peppers for what is only compared. */
export type Secrets = {
  /** `about`: whose it is; it opens for nothing else. */
  seal(plain: string, about?: string): string
  /** What this master key or the one before it has sealed. */
  open(sealed: string, about?: string): string
  /** The name of the key that seals now, with which what it seals begins. */
  newest: string
  /** A keyed digest: without the key, a stolen table cannot be searched for a guessed code (C2). */
  pepper: Buffer
  /** Signs what is good for a moment and for one thing. */
  linkKey: Buffer
  /** With which the servers sign in to the database as their own role. */
  databasePassword: string
}

/**
 * Master keys are 32 bytes as hex. Every ciphertext names its key, so that a changed key is distinguished from a broken text, and what
 * `oldMasterKey` has sealed opens while keys are changed. What is only compared was made with the old one until then.
 */
export function makeSecrets(masterKey: string, oldMasterKey: string | null = null): Secrets {
  const newest = sealingKey(derive(masterKey, 'opora seal'))
  const known = [newest, ...(oldMasterKey === null ? [] : [sealingKey(derive(oldMasterKey, 'opora seal'))])]
  return {
    pepper: derive(oldMasterKey ?? masterKey, 'opora pepper'),
    linkKey: derive(masterKey, 'opora links'),
    databasePassword: derive(masterKey, 'opora database').toString('hex'),
    seal: (plain, about) =>
      `${newest.name}.${sealBytes(newest.key, Buffer.from(plain, 'utf8'), about).toString('base64url')}`,
    open(sealed, about) {
      const [name = '', text = ''] = sealed.split('.')
      const found = known.find((one) => one.name === name)
      if (found === undefined) {
        throw new Error(`sealed with the key ${name}, but the server has the key ${newest.name}`)
      }
      return openBytes(found.key, Buffer.from(text, 'base64url'), about).toString('utf8')
    },
    newest: newest.name,
  }
}

function derive(masterKey: string, what: string): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(masterKey, 'hex'), '', what, 32))
}

/** With what the first of a database's keys has made to be compared: codes that were issued stay good when keys are changed. */
export function withKeptPepper(secrets: Secrets, sealedPepper: string | null): Secrets {
  return sealedPepper === null ? secrets : { ...secrets, pepper: Buffer.from(secrets.open(sealedPepper), 'hex') }
}

function sealingKey(key: Buffer): { key: Buffer; name: string } {
  return { key, name: createHash('sha256').update(key).digest('hex').slice(0, 8) }
}

/** The key from the configuration, else a file beside the database, made once and never stored in it. */
export async function findMasterKey(configured: string | null, dataDir: string): Promise<string> {
  if (configured !== null) return configured
  const path = join(dataDir, 'secret.key')
  const key = await onFolder(dataDir, async () => {
    makeFolders(dataDir)
    await writeKey(path)
    return (await readFile(path, 'utf8')).trim()
  })
  if (!/^[0-9a-f]{64}$/.test(key))
    throw startFailure(`The master key in ${path} is damaged: restore it from the backup.`)
  return key
}

async function writeKey(path: string): Promise<void> {
  try {
    // 'wx': of two processes that start at once, one makes the key and the other reads it.
    await writeFile(path, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 })
    await chmod(path, 0o600)
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error
  }
}
