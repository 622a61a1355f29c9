import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { canEnter, databaseUser } from '#server/platform/embedded/databaseUser.ts'
import { choosePlaces } from '#server/platform/embedded/places.ts'
import { ensurePostgres } from '#server/platform/embedded/postgres.ts'

/** A folder of one test, which the database's user can enter, gone when the test ends. */
export function freshFolder(): string {
  const folder = makeFolder()
  onTestFinished(() => {
    if (existsSync(folder)) remove(folder)
  })
  return folder
}

/** One for a database whose programs are there already, for tests of something else than of their copy. */
export function dataFolder(): string {
  const folder = freshFolder()
  linkPrograms(folder)
  return folder
}

/** At the top of a file: makes one database, of which each call gives a folder with a copy; making one anew takes a second. */
export function copiesOfDatabase(): () => Promise<string> {
  let made = ''
  beforeAll(async () => {
    made = makeFolder()
    linkPrograms(made)
    const postgres = await ensurePostgres({ dataDir: made, fsync: false })
    await postgres.stop()
  }, 60_000)
  afterAll(() => remove(made))
  return async () => {
    const folder = dataFolder()
    await cp(join(made, 'pg'), join(folder, 'pg'), { recursive: true })
    return folder
  }
}

function makeFolder(): string {
  const user = databaseUser()
  const parent = user === undefined || canEnter(tmpdir(), user) ? tmpdir() : '/tmp'
  const folder = mkdtempSync(join(parent, 'opora-folder-'))
  rmSync(folder, { recursive: true })
  mkdirSync(folder, { mode: 0o755 })
  return folder
}

function linkPrograms(folder: string): void {
  const { pgbin } = choosePlaces(undefined)
  if (existsSync(pgbin)) symlinkSync(pgbin, join(folder, 'pgbin'))
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}
