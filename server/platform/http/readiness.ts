import { randomUUID } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { systemErrorCode } from '../embedded/startFailure.ts'

/** Null: it takes work. Otherwise why not, in words for whoever runs the server. */
export type Readiness = () => Promise<string | null>

type ReadinessDeps = {
  pool: Pick<pg.Pool, 'query'>
  /** Null where the server keeps nothing in files. */
  dataDir: string | null
  tryFolder?: (folder: string) => Promise<void>
  milliseconds?: () => number
}

/** Whoever asks is answered from what was tried this moment: balancers ask every second, and each try is written to a disk. */
const holdsForMs = 5000
/** More than what a file system keeps in its inodes. */
const probe = Buffer.alloc(64 * 1024, 1)

/**
 * P6: a server that can only read acknowledges nothing, so both disks are tried: a row in the database, which is there when it has
 * been committed, and a file beside the master key (where the embedded database lies, too), which is gone afterwards.
 */
export function makeReadiness(deps: ReadinessDeps): Readiness {
  const { pool, dataDir, tryFolder = writeFile, milliseconds = () => performance.now() } = deps
  async function whyNotReady(): Promise<string | null> {
    const ofDatabase = await whyNot(() => writeRow(pool), 'the database')
    return ofDatabase ?? (dataDir === null ? null : whyNot(() => tryFolder(dataDir), 'the data folder'))
  }
  let known: { since: number; answer: Promise<string | null> } | null = null
  return () => {
    if (known === null || milliseconds() - known.since >= holdsForMs) {
      known = { since: milliseconds(), answer: whyNotReady() }
    }
    return known.answer
  }
}

async function whyNot(act: () => Promise<void>, where: string): Promise<string | null> {
  try {
    await act()
    return null
  } catch (error) {
    const code = systemErrorCode(error) ?? ''
    return (reasons[code] ?? ((place: string) => `${place} does not answer${code === '' ? '' : ` (${code})`}`))(where)
  }
}

const isFull = (place: string) => `the disk of ${place} is full`
const isReadOnly = (place: string) => `${place} is read-only`

const reasons: Readonly<Record<string, (place: string) => string>> = {
  ENOSPC: isFull,
  EDQUOT: isFull,
  '53100': isFull,
  EROFS: isReadOnly,
  '25006': isReadOnly,
  EACCES: (place) => `${place} may not be written by this user`,
  ENOENT: (place) => `${place} is gone`,
}

async function writeRow(pool: Pick<pg.Pool, 'query'>): Promise<void> {
  await pool.query('update readiness set tries = tries + 1')
}

async function writeFile(dataDir: string): Promise<void> {
  const path = join(dataDir, `ready.${process.pid}.${randomUUID().slice(0, 8)}`)
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.write(probe)
      await file.sync()
    } finally {
      await file.close()
    }
  } finally {
    await rm(path, { force: true })
  }
}
