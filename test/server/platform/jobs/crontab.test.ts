import { sql } from 'kysely'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openStore, type Store } from '#server/platform/db/db.ts'
import { prepareJobs, startJobs, type RunningJobs } from '#server/platform/jobs/jobs.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { eventually } from '#test/support/eventually.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'

const minutes = (count: number) => count * 60_000
/** Some seconds before the crontab's next minute. */
const before = Date.parse('2026-03-02T09:00:55.000Z')
const setClock = (at: number) => vi.useFakeTimers({ toFake: ['Date'], now: at, shouldAdvanceTime: true })

let database: Awaited<ReturnType<typeof cloneDatabase>>
let store: Store
let jobs: RunningJobs
const memory = makeMemoryLog()
const held = Promise.withResolvers<void>()
const began: string[] = []

beforeAll(async () => {
  database = await cloneDatabase()
  await prepareJobs(database.url)
  store = openStore(database.url, 8)
  setClock(before)
  jobs = await startJobs({
    databaseUrl: database.url,
    pool: store.pool,
    log: memory.log,
    tasks: {
      sweepFiles: {
        payload: v.object({}),
        async run() {
          began.push('sweepFiles')
          await held.promise
        },
      },
    },
    crontab: ['* * * * * sweepFiles', '* * * * * sweepFileStore ?fill=1h'],
  })
}, 30_000)
afterAll(async () => {
  vi.useRealTimers()
  held.resolve()
  await jobs.stop()
  await store.close()
  await database.drop()
  expect(memory.takeErrors()).toEqual([])
})

const waiting = async () => {
  const { rows } = await sql<{ task: string }>`
    select task_identifier as task from graphile_worker.jobs where locked_at is null`.execute(store.db)
  return rows.map(({ task }) => task)
}
const lastTime = async () => {
  const { rows } = await sql<{ at: Date }>`
    select max(last_execution) as at from graphile_worker._private_known_crontabs`.execute(store.db)
  return rows[0]?.at.getTime() ?? 0
}

describe('what comes by the crontab', () => {
  it('waits once, also after a machine has slept through hours of it', async () => {
    const awake = before + minutes(600)
    setClock(awake)
    await eventually(async () => expect(await lastTime()).toBeGreaterThan(awake - minutes(2)))

    // What still runs has lost its key, so one more may begin on each of the four hands; six hundred would wait without a key.
    await eventually(async () => expect(new Set(await waiting()).size).toBe((await waiting()).length))
    expect(began.filter((task) => task === 'sweepFiles').length).toBeLessThanOrEqual(4)
  }, 120_000)
})
