import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explainDatabaseFailure } from '#server/platform/db/databaseFailure.ts'
import { cloneDatabase, type Database } from '#test/support/database.ts'

let database: Database
beforeAll(async () => {
  database = await cloneDatabase()
}, 30_000)
afterAll(() => database.drop())

/** What the server says when it does not start; a hang ends with the test's patience. */
async function saysAtStart(env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ['server/main.ts'], {
    env: { PATH: process.env['PATH'], OPORA_PORT: '0', OPORA_LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  try {
    const [said] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect(child.exitCode).toBe(1)
    return said
  } finally {
    child.kill('SIGKILL')
  }
}

const oneSentence = /^[^\n]+\n$/

describe('a start that fails says why at once, in one sentence', { timeout: 60_000 }, () => {
  it.each(['/proc/opora', '/proc/self/opora', '/sys/opora', '/dev/null/opora'])(
    'where the data folder is %s',
    async (dataDir) => {
      const said = await saysAtStart({ DATABASE_URL: database.url, OPORA_DATA_DIR: dataDir })

      expect(said).toMatch(oneSentence)
      expect(said).toContain(dataDir)
      expect(said).toContain('OPORA_DATA_DIR')
    },
  )

  it('where nothing listens, also behind a name with several addresses', async () => {
    const said = await saysAtStart({ DATABASE_URL: 'postgres://u:secret@localhost:1/x' })

    expect(said).toMatch(/^The database at localhost:1 refuses connections: [^\n]+\n$/)
    expect(said).not.toContain('secret')
  })

  it('where something else listens', async () => {
    const other = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' ? address?.port : undefined
    try {
      expect(await saysAtStart({ DATABASE_URL: `postgres://u:p@127.0.0.1:${port}/x` })).toMatch(
        /^What listens at 127\.0\.0\.1:\d+ hung up: [^\n]+\n$/,
      )
    } finally {
      other.close()
    }
  })

  it('where the database or the folder of its socket is not there', async () => {
    const missing = new URL(database.url)
    missing.pathname = '/nobody_made_this'

    expect(await saysAtStart({ DATABASE_URL: missing.href })).toMatch(
      /^There is no database nobody_made_this at [^\n]+\n$/,
    )
    expect(await saysAtStart({ DATABASE_URL: 'postgres://x@localhost/x?host=%2Fnowhere' })).toMatch(
      /^There is no PostgreSQL at \/nowhere: [^\n]+\n$/,
    )
  })
})

describe('what a database says', () => {
  const url = 'postgres://owner:secret@db.example:6000/opora'
  const withCode = (code: string) => Object.assign(new Error('words of the driver'), { code })

  it.each([
    [withCode('28P01'), 'The database at db.example:6000 refused the sign-in of owner:'],
    [withCode('ENOTFOUND'), 'The host of the database is unknown (db.example:6000):'],
    [withCode('ETIMEDOUT'), 'The database at db.example:6000 does not answer:'],
    [new Error('timeout expired'), 'The database at db.example:6000 does not answer:'],
    [new Error('migrating', { cause: withCode('42501') }), 'The user owner may not change the database opora:'],
    [new AggregateError([withCode('ECONNREFUSED')], ''), 'The database at db.example:6000 refuses connections:'],
    [new Error('The server does not support SSL connections'), 'The database at db.example:6000 has no TLS:'],
    [withCode('53100'), 'The disk of the database at db.example:6000 is full:'],
    [withCode('57P03'), 'The database at db.example:6000 is starting or stopping:'],
  ])('%s becomes a sentence without the password', (error, sentence) => {
    const said = explainDatabaseFailure(error, url)?.message

    expect(said?.startsWith(sentence)).toBe(true)
    expect(said).not.toContain('secret')
  })

  it('of a missing socket is told, of a missing file is not', () => {
    const missing = (syscall: string) => Object.assign(withCode('ENOENT'), { syscall, path: '/somewhere' })

    expect(explainDatabaseFailure(missing('connect'), url)?.message).toContain('There is no PostgreSQL at')
    expect(explainDatabaseFailure(missing('open'), url)).toBeNull()
  })

  it('that is about something else stays what it is', () => {
    expect(explainDatabaseFailure(withCode('23505'), url)).toBeNull()
    expect(explainDatabaseFailure(withCode('ENOTFOUND'), 'no address at all')?.message).toContain('is no address')
  })
})
