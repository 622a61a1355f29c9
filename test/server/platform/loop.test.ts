import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { now } from '#server/platform/clock.ts'
import { openStore, type Store } from '#server/platform/db/db.ts'
import { makeTransaction } from '#server/platform/db/unitOfWork.ts'
import { dueClockLoop, realPace, type DueClock, type Loop, type Turned } from '#server/platform/loop.ts'
import { cloneDatabase } from '#test/support/database.ts'

const logged: object[] = []
const log = { error: (what: object) => void logged.push(what) }

/** Turns as it is told to, and says when it has turned so many times. */
function counted(name: string, turn: (count: number) => Promise<Turned> | Turned, nextDueAt?: Loop['nextDueAt']) {
  let count = 0
  const waiting: { count: number; reached: () => void }[] = []
  const loop: Loop = {
    name,
    async turn() {
      count += 1
      for (const one of waiting) if (count >= one.count) one.reached()
      return turn(count)
    },
    ...(nextDueAt && { nextDueAt }),
  }
  const turned = (wanted: number) =>
    new Promise<void>((resolve) => {
      if (count >= wanted) resolve()
      else waiting.push({ count: wanted, reached: resolve })
    })
  return { loop, turned }
}

describe('what happens by itself', () => {
  it('goes on without waiting while there is more, though another loop stands still or fails', async () => {
    const stuck = Promise.withResolvers<Turned>()
    const busy = counted('busy', (count) => (count < 100 ? 'more' : 'idle'))
    const slow = counted('slow', () => stuck.promise)
    const failing = counted('failing', () => {
      throw new Error('not today')
    })

    const running = realPace([slow.loop, failing.loop, busy.loop], log)
    await busy.turned(100)
    await failing.turned(1)
    stuck.resolve('idle')
    await running.stop()

    expect(logged).toEqual([{ err: new Error('not today'), loop: 'failing' }])
  })

  it('comes at the very instant of what is due next, not with the next second', async () => {
    const startedAt = performance.now()
    const dueAt = new Date(now().getTime() + 60)
    const due = counted(
      'due',
      () => 'idle',
      async () => dueAt,
    )

    const running = realPace([due.loop], log)
    await due.turned(2)
    await running.stop()

    expect(performance.now() - startedAt).toBeLessThan(900)
  })

  it('stops at once in the middle of its rest, and only after a turn that it is in', async () => {
    const going = Promise.withResolvers<Turned>()
    const [resting, working] = [counted('resting', () => 'idle'), counted('working', () => going.promise)]
    const running = realPace([resting.loop, working.loop], log)
    await resting.turned(1)
    let isStopped = false

    const stopped = running.stop().then(() => (isStopped = true))
    await new Promise(setImmediate)
    expect(isStopped).toBe(false)
    going.resolve('more')
    await stopped

    expect(isStopped).toBe(true)
  })
})

describe('a due clock', () => {
  let database: Awaited<ReturnType<typeof cloneDatabase>>
  let store: Store
  beforeAll(async () => {
    database = await cloneDatabase()
    store = openStore(database.url, 4)
    await sql`create table due (name text primary key, due_at timestamptz not null)`.execute(store.db)
  }, 30_000)
  afterAll(async () => {
    await store.close()
    await database.drop()
  })

  it('what cannot be done together is done each alone, and the log says so', async () => {
    logged.length = 0
    const clock: DueClock = {
      name: 'tried',
      claim: async () => {
        throw new Error('not together')
      },
      claimEach: async () => 2,
      nextDueAt: async () => null,
    }
    const deps = { db: store.db, transaction: makeTransaction(store.db, () => {}), log }

    expect(await dueClockLoop(deps, clock).turn(new AbortController().signal)).toBe('more')

    expect(logged).toEqual([{ err: new Error('not together'), clock: 'tried' }])
  })

  it('two processes share what is due: each is claimed by one of them', async () => {
    const done: string[] = []
    const clock: DueClock = {
      name: 'shared',
      async claim(unit) {
        const { rows } = await sql<{ name: string }>`
          delete from due where name in (select name from due where due_at <= ${unit.at} limit 5 for update skip locked)
          returning name`.execute(unit.tx)
        done.push(...rows.map(({ name }) => name))
        return rows.length
      },
      nextDueAt: async () => null,
    }
    await sql`insert into due select 'thing ' || n, ${now()} from generate_series(1, 42) n`.execute(store.db)
    const deps = { db: store.db, transaction: makeTransaction(store.db, () => {}), log }
    const { signal } = new AbortController()
    const untilIdle = async () => {
      while ((await dueClockLoop(deps, clock).turn(signal)) === 'more');
    }

    await Promise.all([untilIdle(), untilIdle()])

    expect(done).toHaveLength(42)
    expect(new Set(done).size).toBe(42)
  })
})
