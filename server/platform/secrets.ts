import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolders } from './embedded/places.ts'
import { onFolder, startFailure, systemErrorCode } from './embedded/startFailure.ts'

/** Encrypts what must not be readable in the database, and gives the peppers for what is only compared. */
export type Secrets = {
  seal(plain: string): string
  open(sealed: string): string
  /** A keyed digest: without the key, a stolen table cannot be searched for a guessed code (C2). */
  pepper: Buffer
  /** Signs what is good for a moment and for one thing. */
  linkKey: Buffer
  /** With which the servers sign in to the database as their own role. */
  databasePassword: string
}

/** `masterKey`: 32 bytes as hex. Every ciphertext names its key, so that a changed key is distinguished from a broken text. */
export function makeSecrets(masterKey: string): Secrets {
  const master = Buffer.from(masterKey, 'hex')
  const key = Buffer.from(hkdfSync('sha256', master, '', 'opora seal', 32))
  const pepper = Buffer.from(hkdfSync('sha256', master, '', 'opora pepper', 32))
  const keyName = createHash('sha256').update(key).digest('hex').slice(0, 8)
  const linkKey = Buffer.from(hkdfSync('sha256', master, '', 'opora links', 32))
  const databasePassword = Buffer.from(hkdfSync('sha256', master, '', 'opora database', 32)).toString('hex')
  return {
    pepper,
    linkKey,
    databasePassword,
    seal(plain) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `${keyName}.${Buffer.concat([nonce, body]).toString('base64url')}`
    },
    open(sealed) {
      const [name, text = ''] = sealed.split('.')
      if (name !== keyName) throw new Error(`sealed with the key ${name}, but the server has the key ${keyName}`)
      const bytes = Buffer.from(text, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(-16))
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
    },
  }
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
