import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { canEnter, databaseUser } from '#server/platform/embedded/databaseUser.ts'

/** A folder of one test, which the database's user can enter, gone when the test ends. */
export function freshFolder(): string {
  const user = databaseUser()
  const parent = user === undefined || canEnter(tmpdir(), user) ? tmpdir() : '/tmp'
  const outer = mkdtempSync(join(parent, 'opora-folder-'))
  rmSync(outer, { recursive: true })
  mkdirSync(outer, { mode: 0o755 })
  onTestFinished(() => {
    if (existsSync(outer)) rmSync(outer, { recursive: true, force: true })
  })
  return outer
}
