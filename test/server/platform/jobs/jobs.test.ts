import { sql } from 'kysely'
import pg from 'pg'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { now } from '#server/platform/clock.ts'
import { openStore, type Store } from '#server/platform/db/db.ts'
import { addJob, prepareJobs, startJobs, type JobSpec, type RunningJobs } from '#server/platform/jobs/jobs.ts'
import { realPace } from '#server/platform/loop.ts'
import { makeTransaction } from '#server/platform/db/unitOfWork.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'
import { eventually } from '#test/support/eventually.ts'

let database: Awaited<ReturnType<typeof cloneDatabase>>
let store: Store
/** Two of the product's tasks, by which a name is written down and by which a job lasts. */
const write = 'assignWaiting'
const hold = 'ticketDue'
let jobs: RunningJobs
let loops: ReturnType<typeof realPace>
const memory = makeMemoryLog()
const done: string[] = []
let held = Promise.withResolvers<void>()

beforeAll(async () => {
  database = await cloneDatabase()
  await prepareJobs(database.url)
  store = openStore(database.url, 8)
  jobs = await startJobs({
    databaseUrl: database.url,
    pool: store.pool,
    log: memory.log,
    tasks: {
      [write]: { payload: v.object({ deskId: v.string() }), run: async ({ deskId }) => void done.push(deskId) },
      [hold]: {
        payload: v.object({ ticketId: v.string() }),
        async run({ ticketId }) {
          done.push(`${ticketId} began`)
          await held.promise
        },
      },
    },
    crontab: [],
  })
  loops = realPace([jobs.orphans], memory.log)
}, 30_000)
afterAll(async () => {
  held.resolve()
  await loops.stop()
  await jobs.stop()
  await store.close()
  await database.drop()
  expect(memory.takeErrors()).toEqual([])
})

const work = () => makeTransaction(store.db, () => {})
const add = (name: string, spec: JobSpec = {}) => work()((unit) => addJob(unit, write, { deskId: name }, spec))
const addHeld = (name: string, spec: JobSpec = {}) => work()((unit) => addJob(unit, hold, { ticketId: name }, spec))
const isDone = (name: string) => eventually(() => expect(done).toContain(name))
const waiting = async (key: string) => {
  const { rows } = await sql<{ run_at: Date }>`
    select run_at from graphile_worker.jobs where key = ${key}`.execute(store.db)
  return rows.map(({ run_at }) => run_at.getTime())
}

describe('decision 6: jobs belong to the transaction that adds them', () => {
  it('what is committed runs, what is rolled back never does', async () => {
    await expect(
      work()(async (unit) => {
        await addJob(unit, write, { deskId: 'undone' })
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    await add('committed')
    await isDone('committed')
    await add('after')
    await isDone('after')

    expect(done).not.toContain('undone')
  })

  it('of several with one key the newest stands', async () => {
    const instants = [60_000, 180_000, 120_000].map((milliseconds) => new Date(now().getTime() + milliseconds))
    for (const runAt of instants) await add('moved', { key: 'moved', runAt })

    expect(await waiting('moved')).toEqual([instants[2]?.getTime()])
  })
})

describe('decision 6: what a job keeps is read by its schema', () => {
  const addStored = (task: string, key: string, payload: object) =>
    sql`select graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, job_key := ${key})`.execute(store.db)

  it('what cannot be read fails, says why, and stays to be tried again', async () => {
    await addStored(write, 'unreadable', { desk: 'unreadable' })

    const { attempts, lastError } = await eventually(async () => {
      const { rows } = await sql<{ attempts: number; lastError: string | null }>`
        select attempts, last_error as "lastError" from graphile_worker._private_jobs where key = 'unreadable'`.execute(
        store.db,
      )
      expect(rows[0]?.lastError).toEqual(expect.any(String))
      return rows[0] ?? { attempts: 0, lastError: null }
    })
    expect(attempts).toBe(1)
    expect(lastError).toMatch(/^the payload of the job assignWaiting cannot be read: deskId: /)
    expect(memory.takeErrors()).toHaveLength(1)
    await sql`select graphile_worker.remove_job('unreadable')`.execute(store.db)
  })

  it('what a newer release has added is passed over', async () => {
    await addStored(write, 'newer', { deskId: 'newer', since: '2027-01-01' })
    await isDone('newer')
  })
})

describe('decision 6: the jobs of a worker that died', () => {
  /** What a killed process leaves behind: a job locked by a pool that nobody holds any more. */
  const lockedBy = async (poolId: string, name: string) => {
    await add(name, { key: name, runAt: new Date(now().getTime() + 600_000) })
    await sql`update graphile_worker._private_jobs set locked_by = ${poolId}, locked_at = ${now()}, run_at = ${now()}
               where key = ${name}`.execute(store.db)
  }

  it('run in the place of a living one', async () => {
    await lockedBy('pool-of-the-dead', 'orphan')
    await isDone('orphan')
  })

  it('hold up no queue, also one of which they have no job any more', async () => {
    await add('of the dead', { queue: 'left' })
    await isDone('of the dead')
    await sql`update graphile_worker._private_job_queues set locked_by = 'pool-of-the-dead', locked_at = ${now()}
               where queue_name = 'left'`.execute(store.db)
    await add('behind the dead', { queue: 'left' })
    await isDone('behind the dead')
  })

  it('control: while their worker lives and holds its lock, they stay its own', async () => {
    const living = new pg.Client({ connectionString: database.url })
    await living.connect()
    await living.query("select pg_advisory_lock($1, hashtext('pool-of-the-living'))", [0x4f50])
    await lockedBy('pool-of-the-living', 'owned')
    await lockedBy('pool-of-the-dead', 'witness')
    await isDone('witness')
    await lockedBy('pool-of-the-dead', 'second witness')
    await isDone('second witness')
    expect(done).not.toContain('owned')

    await living.end()
    await isDone('owned')
  })

  it('control: a job that this process is working on is not taken from it', async () => {
    await addHeld('long')
    await isDone('long began')
    await lockedBy('pool-of-the-dead', 'third witness')
    await isDone('third witness')

    expect(done.filter((name) => name === 'long began')).toHaveLength(1)
    held.resolve()
    held = Promise.withResolvers<void>()
  })
})

describe('decision 6: a job whose taking was never answered', () => {
  const poolOf = async (key: string) => {
    const { rows } = await sql<{ locked_by: string | null }>`
      select locked_by from graphile_worker._private_jobs where key = ${key}`.execute(store.db)
    return rows[0]?.locked_by ?? ''
  }

  it('is freed with its queue though its worker lives, and what that one works on is left alone', async () => {
    await addHeld('at work', { key: 'at work', queue: 'at work' })
    await add('behind what is worked on', { queue: 'at work' })
    await isDone('at work began')
    const living = await poolOf('at work')

    await add('forgotten', { key: 'forgotten', runAt: new Date(now().getTime() + 600_000), queue: 'forgotten' })
    await sql`with job as (update graphile_worker._private_jobs set locked_by = ${living}, locked_at = ${now()}, run_at = ${now()}
                            where key = 'forgotten' returning job_queue_id)
              update graphile_worker._private_job_queues q set locked_by = ${living}, locked_at = ${now()}
                from job where q.id = job.job_queue_id`.execute(store.db)
    await add('behind it', { queue: 'forgotten' })
    await isDone('forgotten')
    await isDone('behind it')

    expect(living).toMatch(/^pool-/)
    expect(await poolOf('at work')).toBe(living)
    expect(done.filter((name) => name === 'at work began')).toHaveLength(1)
    expect(done).not.toContain('behind what is worked on')
    held.resolve()
    held = Promise.withResolvers<void>()
    await isDone('behind what is worked on')
  })
})

describe('decision 6: a worker that could not ask which tasks it has', () => {
  it('is started again once the database answers, and finds its jobs', async () => {
    const own = await cloneDatabase()
    const other = openStore(own.url, 8)
    const { pool } = other
    const ran: string[] = []
    const heard = makeMemoryLog()
    await prepareJobs(own.url)
    await pool.query('alter table graphile_worker._private_tasks rename to gone')
    const task = {
      payload: v.object({ deskId: v.string() }),
      run: async ({ deskId }: { deskId: string }) => void ran.push(deskId),
    }
    const worker = await startJobs({
      databaseUrl: own.url,
      pool,
      log: heard.log,
      tasks: { [write]: task },
      crontab: [],
    })
    const looks = realPace([worker.orphans], heard.log)
    await eventually(() => expect(heard.text()).toContain('the worker had given up and is started again'))
    await pool.query('alter table graphile_worker.gone rename to _private_tasks')
    await pool.query(`select graphile_worker.add_job('${write}', '{"deskId":"seen"}')`)
    await eventually(() => expect(ran).toEqual(['seen']))

    await looks.stop()
    await worker.stop()
    await other.close()
    await own.drop()
  })
})
