import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeReadiness } from '#server/platform/http/readiness.ts'
import { cloneDatabase, type Database } from '#test/support/database.ts'

let database: Database
let folder: string
let pool: pg.Pool
beforeAll(async () => {
  database = await cloneDatabase()
  folder = await mkdtemp(join(tmpdir(), 'opora-ready-'))
  pool = new pg.Pool({ connectionString: database.url })
}, 30_000)
afterAll(async () => {
  await pool.end()
  await rm(folder, { recursive: true, force: true })
  await database.drop()
})

const failure = (code: string) => () => Promise.reject(Object.assign(new Error('no'), { code }))

describe('P6 a server is ready when what it writes is kept', () => {
  it('leaves nothing behind', async () => {
    expect(await makeReadiness({ pool, dataDir: folder })()).toBeNull()
    expect(await readdir(folder)).toEqual([])
  })

  it.each([
    ['ENOSPC', 'the disk of the data folder is full'],
    ['EROFS', 'the data folder is read-only'],
    ['EIO', 'the data folder does not answer (EIO)'],
  ])('is not while its folder says %s', async (code, reason) => {
    expect(await makeReadiness({ pool, dataDir: folder, tryFolder: failure(code) })()).toBe(reason)
  })

  it('is not without its folder, where it has one', async () => {
    expect(await makeReadiness({ pool, dataDir: join(folder, 'gone') })()).toBe('the data folder is gone')
    expect(await makeReadiness({ pool, dataDir: null })()).toBeNull()
  })

  it('is not while its database can only be read', async () => {
    const readOnly = new pg.Pool({ connectionString: database.url, options: '-c default_transaction_read_only=on' })
    try {
      expect(await makeReadiness({ pool: readOnly, dataDir: null })()).toBe('the database is read-only')
    } finally {
      await readOnly.end()
    }
  })

  it('is tried once in five seconds, however often somebody asks', async () => {
    let at = 0
    let tries = 0
    const tryFolder = async () => {
      tries += 1
      if (tries > 1) await failure('ENOSPC')()
    }
    const readiness = makeReadiness({ pool, dataDir: folder, tryFolder, milliseconds: () => at })

    expect(await Promise.all([readiness(), readiness(), readiness()])).toEqual([null, null, null])
    at = 4999
    expect(await readiness()).toBeNull()
    at = 5000
    expect(await readiness()).toBe('the disk of the data folder is full')
    expect(tries).toBe(2)
  })
})
