import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { theSystem } from '#server/platform/actor.ts'
import { now } from '#server/platform/clock.ts'
import { openStore, type Store } from '#server/platform/db/db.ts'
import { journalEnd, readJournal, append, type Cursor, type Entry } from '#server/platform/journal/journal.ts'
import { startReactions, type Reaction } from '#server/platform/journal/reactions.ts'
import { makeTransaction, type UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'
import { eventually } from '#test/support/eventually.ts'

let database: Awaited<ReturnType<typeof cloneDatabase>>
let store: Store
beforeAll(async () => {
  database = await cloneDatabase()
  store = openStore(database.url, 8)
}, 30_000)
afterAll(async () => {
  await store.close()
  await database.drop()
})

const entry = (name: string): Entry<'portal.tariffChanged'> => ({
  type: 'portal.tariffChanged',
  actor: theSystem,
  memberId: 'm1',
  deskId: null,
  payload: { from: '', to: name },
})

/** A transaction that tells at once and commits when it is let go. */
async function openTransaction(name: string) {
  const transaction = makeTransaction(store.db, () => {})
  const told = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const done = transaction(async (unit) => {
    await append(unit, [entry(name)])
    told.resolve()
    await goOn.promise
  })
  await told.promise
  return {
    async commit() {
      goOn.resolve()
      await done
    },
  }
}

const read = async (cursor: Cursor) => store.db.transaction().execute((tx) => readJournal(tx, cursor, 100))
const names = (told: Awaited<ReturnType<typeof read>>) => told.map(({ payload }) => payload['to'])

describe('flow 5: the journal is read without skipping what commits late', () => {
  it('a transaction that began first and commits last is read, and in its turn', async () => {
    const start = await store.db.transaction().execute(journalEnd)
    const early = await openTransaction('early')
    const late = await openTransaction('late')
    await late.commit()

    const whileOpen = await read(start)
    await early.commit()
    // Whoever writes elsewhere in the cluster just now holds the journal back, too.
    const afterwards = await eventually(async () => {
      const told = await read(start)
      expect(told.length).toBeGreaterThan(1)
      return told
    })

    expect(names(whileOpen)).toEqual([])
    expect(names(afterwards)).toEqual(['early', 'late'])
    expect(names(await read(afterwards.at(-1)?.cursor ?? start))).toEqual([])
  })

  it('control: a cursor by number alone would have skipped it', async () => {
    const early = await openTransaction('early by number')
    const late = await openTransaction('late by number')
    await late.commit()
    const naive = (after: number) =>
      sql<{ entry_id: number; name: string }>`
        select entry_id, payload ->> 'to' as name from journal
         where entry_id > ${after} and payload ->> 'to' like '%by number' order by entry_id`.execute(store.db)

    const first = await naive(0)
    await early.commit()
    const second = await naive(first.rows.at(-1)?.entry_id ?? 0)

    expect(first.rows.map(({ name }) => name)).toEqual(['late by number'])
    expect(second.rows).toEqual([])
  })

  it('what is rolled back was never told', async () => {
    const start = await store.db.transaction().execute(journalEnd)
    const transaction = makeTransaction(store.db, () => expect.unreachable('nobody is woken'))
    await expect(
      transaction(async (unit) => {
        await append(unit, [entry('undone')])
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')

    expect(names(await read(start))).toEqual([])
  })
})

describe('flow 9: reactions', () => {
  const work = () => makeTransaction(store.db, () => {})
  const until = (isSo: () => boolean) => eventually(() => expect(isSo()).toBe(true))

  it('each entry is reacted to once, though two processes look for it', async () => {
    const reacted: string[] = []
    const reaction: Reaction = {
      name: 'once',
      react: async (_unit: UnitOfWork, told) => void reacted.push(...told.map(({ payload }) => String(payload['to']))),
    }
    const memory = makeMemoryLog()
    const processes = [1, 2].map(() =>
      startReactions({ chores: [], transaction: work(), log: memory.log, reactions: [reaction] }),
    )
    await eventually(async () => {
      const { rows } = await sql`select 1 from reaction_cursors where reaction = 'once'`.execute(store.db)
      expect(rows).toHaveLength(1)
    })
    const wanted = Array.from({ length: 50 }, (_, index) => `one ${index}`)
    await Promise.all(wanted.map((name) => work()((unit) => append(unit, [entry(name)]))))

    await until(() => reacted.length >= wanted.length)
    await Promise.all(processes.map((one) => one.stop()))

    expect(reacted.toSorted()).toEqual(wanted.toSorted())
    expect(memory.takeErrors()).toEqual([])
  })

  it('one that fails is tried again from where it was, and what it did before it failed is taken back', async () => {
    let attempts = 0
    const reaction: Reaction = {
      name: 'failing',
      async react(unit, told) {
        attempts += 1
        await unit.tx
          .insertInto('notices_sent')
          .values(told.map(({ payload }) => ({ notice: `failing ${String(payload['to'])}`, at: now() })))
          .execute()
        if (attempts === 1) throw new Error('not today')
      },
    }
    const memory = makeMemoryLog()
    const one = startReactions({ chores: [], transaction: work(), log: memory.log, reactions: [reaction] })
    await eventually(async () => {
      const { rows } = await sql`select 1 from reaction_cursors where reaction = 'failing'`.execute(store.db)
      expect(rows).toHaveLength(1)
    })
    await work()((unit) => append(unit, [entry('stubborn')]))

    await until(() => attempts === 2)
    await one.stop()

    const { rows } = await sql`select notice from notices_sent where notice like 'failing%'`.execute(store.db)
    expect(rows).toEqual([{ notice: 'failing stubborn' }])
    expect(memory.takeErrors()).toHaveLength(1)
  })

  it('a process that goes on after another one died begins behind the stored cursor', async () => {
    const reacted: string[] = []
    const reaction: Reaction = {
      name: 'heir',
      react: async (_unit, told) => void reacted.push(...told.map(({ payload }) => String(payload['to']))),
    }
    const begin = () =>
      startReactions({ chores: [], transaction: work(), log: makeMemoryLog().log, reactions: [reaction] })
    const first = begin()
    await eventually(async () => {
      const { rows } = await sql`select 1 from reaction_cursors where reaction = 'heir'`.execute(store.db)
      expect(rows).toHaveLength(1)
    })
    await first.stop()
    await work()((unit) => append(unit, [entry('between')]))
    const second = begin()

    await until(() => reacted.length > 0)
    await second.stop()

    expect(reacted).toEqual(['between'])
  })
})
