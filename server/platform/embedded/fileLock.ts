import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'

export type FileLock = { release: () => void }

const SQLITE_BUSY = 5

/**
 * A lock that dies with its process, whatever ends it. Node has no flock(); SQLite takes the kernel's own lock on a file
 * that stays empty (0.5 ms), works on every system and between two takers inside one process.
 */
export function tryLock(path: string): FileLock | undefined {
  // Asked without opening: SQLite would not say why, and closing a second handle would drop the kernel's lock.
  accessSync(existsSync(path) ? path : dirname(path), constants.R_OK | constants.W_OK)
  const database = new DatabaseSync(path, { timeout: 0 })
  try {
    database.exec('pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    database.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined
    throw error
  }
  return { release: () => database.close() }
}

/** Waits for the lock; undefined when somebody else still holds it after that time. */
export async function waitForLock(path: string, patienceMs: number): Promise<FileLock | undefined> {
  const givesUpAt = performance.now() + patienceMs
  for (;;) {
    const lock = tryLock(path)
    if (lock !== undefined || performance.now() > givesUpAt) return lock
    await delay(20)
  }
}

export function isLocked(path: string): boolean {
  const lock = tryLock(path)
  lock?.release()
  return lock === undefined
}
