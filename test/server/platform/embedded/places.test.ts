import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canEnter } from '#server/platform/embedded/databaseUser.ts'
import { choosePlaces, makeEnterable } from '#server/platform/embedded/places.ts'
import { explainLog } from '#server/platform/embedded/cluster.ts'
import { isStartFailure, onFolder } from '#server/platform/embedded/startFailure.ts'
import { freshFolder } from './folders.ts'

const stranger = { name: 'stranger', uid: 54_321, gid: 54_321 }
const isRoot = process.getuid?.() === 0

describe('where the data lies', () => {
  it('beside the program by default', () => {
    const clone = freshFolder()

    expect(choosePlaces(undefined, clone)).toEqual({
      dataDir: join(clone, '.data'),
      pg: join(clone, '.data', 'pg'),
      pgbin: join(clone, '.data', 'pgbin'),
      files: join(clone, '.data', 'files'),
      secretKey: join(clone, '.data', 'secret.key'),
    })
  })

  it('where OPORA_DATA_DIR says, relative to the program', () => {
    const clone = freshFolder()

    expect(choosePlaces('elsewhere', clone).dataDir).toBe(join(clone, 'elsewhere'))
  })

  it('a closed folder on the way keeps another user out, an open one lets him through', () => {
    const outer = freshFolder()
    mkdirSync(join(outer, 'inner'), { mode: 0o755 })

    expect(canEnter(join(outer, 'inner', 'not yet made'), stranger)).toBe(true)
    chmodSync(outer, 0o700)
    expect(canEnter(join(outer, 'inner', 'not yet made'), stranger)).toBe(false)
  })

  it('for root, away from a program that the database’s user cannot reach: apart for each copy, and said', () => {
    const clone = freshFolder()
    mkdirSync(join(clone, 'one'))
    mkdirSync(join(clone, 'two'))
    chmodSync(clone, 0o700)

    const [one, two] = [choosePlaces(undefined, join(clone, 'one')), choosePlaces(undefined, join(clone, 'two'))]

    expect(one.dataDir).toMatch(isRoot ? /^\/var\/lib\/opora\/one-[\da-f]{12}$/ : /\/one\/\.data$/)
    expect(one.notice ?? '').toContain(isRoot ? one.dataDir : '')
    expect(two.dataDir).not.toBe(one.dataDir)
  })

  it('a folder that was asked for and cannot be entered is refused, never swapped', async () => {
    const closed = freshFolder()
    chmodSync(closed, 0o700)

    const outcome = await Promise.resolve()
      .then(() => choosePlaces(join(closed, 'data'), closed).dataDir)
      .catch(String)

    expect(outcome).toMatch(isRoot ? /cannot enter .+ set OPORA_DATA_DIR/ : /\/data$/)
  })

  it('a data folder made under a strict umask stays open to the database’s user', async () => {
    const outer = freshFolder()
    const before = process.umask(0o077)
    try {
      await makeEnterable(join(outer, 'one', 'two'))
    } finally {
      process.umask(before)
    }

    expect(canEnter(join(outer, 'one', 'two'), stranger)).toBe(isRoot)
  })
})

describe('what goes wrong is one sentence', () => {
  it.each([
    ['initdb: error: could not write: No space left on device', 'is full'],
    ['FATAL:  could not open file "global/pg_control": Permission denied', 'no permission'],
    ['FATAL:  data directory "/x" has wrong ownership', 'no permission'],
    ['PANIC:  could not locate a valid checkpoint record', 'could not locate a valid checkpoint record'],
  ])('%s', (log, sentence) => {
    const failure = explainLog(log, '/x')

    expect(isStartFailure(failure)).toBe(true)
    expect(failure.message).toContain(sentence)
    expect(failure.message).not.toContain('\n')
  })

  it.each(['EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR'])('the system says %s', async (code) => {
    const step = () => {
      throw Object.assign(new Error(code), { code })
    }

    await expect(onFolder('/x', step)).rejects.toMatchObject({
      name: 'StartFailure',
      message: expect.stringMatching(/\/x/),
    })
  })

  it('control: a bug stays a bug', async () => {
    const bug = new TypeError('a bug')

    await expect(onFolder('/x', () => Promise.reject(bug))).rejects.toBe(bug)
  })

  it('on the console without a stack, with exit code 1', () => {
    const started = spawnSync(process.execPath, ['server/restore.ts', '/nonexistent'], { encoding: 'utf8', env: {} })

    expect(started.status).toBe(1)
    expect(started.stderr).toMatch(/^\/nonexistent holds no complete backup .+\n$/)
  })
})
