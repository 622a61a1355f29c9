import { lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { giveToDatabaseUser } from './cluster.ts'
import { databaseUser } from './databaseUser.ts'
import { shortHash } from './places.ts'
import { startFailure } from './startFailure.ts'

const LONGEST_SOCKET_FOLDER = 80

/** The folder's mode is what keeps strangers out: inside, PostgreSQL trusts. A socket's path may have 107 bytes only. */
export function makeSocketFolder(dataDir: string): string {
  const beside = join(dataDir, 'socket')
  const folder =
    beside.length <= LONGEST_SOCKET_FOLDER ? beside : join(shortTemporaryFolder(), `opora-${shortHash(dataDir)}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  giveToDatabaseUser(folder)
  const { uid, mode } = lstatSync(folder)
  const owner = databaseUser()?.uid ?? process.getuid?.()
  if (uid === owner && (mode & 0o077) === 0) return folder
  throw startFailure(
    `${folder} belongs to somebody else: remove it, or set OPORA_DATA_DIR to a folder with a shorter path.`,
  )
}

function shortTemporaryFolder(): string {
  return tmpdir().length <= 40 ? tmpdir() : '/tmp'
}
