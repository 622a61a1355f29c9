import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { theSystem } from '#server/platform/actor.ts'
import { now } from '#server/platform/clock.ts'
import { openStore, type Store } from '#server/platform/db/db.ts'
import { journalEnd, readJournal, append, type Cursor, type Entry } from '#server/platform/journal/journal.ts'
import { reaction, type ReadEntry } from '#server/platform/journal/reaction.ts'
import { startReactions } from '#server/platform/journal/reactions.ts'
import { makeTransaction, type UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'
import { eventually } from '#test/support/eventually.ts'
import { appendStored } from '#test/support/storedEntries.ts'

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
  const following = (
    name: string,
    react: (unit: UnitOfWork, told: readonly ReadEntry<'portal.tariffChanged'>[]) => Promise<void>,
  ) => reaction({ name, on: ['portal.tariffChanged'], react })
  const isFollowed = (name: string) =>
    eventually(async () => {
      const { rows } = await sql`select 1 from reaction_cursors where reaction = ${name}`.execute(store.db)
      expect(rows).toHaveLength(1)
    })
  const until = (isSo: () => boolean) => eventually(() => expect(isSo()).toBe(true))

  it('each entry is reacted to once, though two processes look for it', async () => {
    const reacted: string[] = []
    const once = following('once', async (_unit, told) => void reacted.push(...told.map(({ payload }) => payload.to)))
    const memory = makeMemoryLog()
    const processes = [1, 2].map(() =>
      startReactions({ chores: [], transaction: work(), log: memory.log, reactions: [once] }),
    )
    await isFollowed('once')
    const wanted = Array.from({ length: 50 }, (_, index) => `one ${index}`)
    await Promise.all(wanted.map((name) => work()((unit) => append(unit, [entry(name)]))))

    await until(() => reacted.length >= wanted.length)
    await Promise.all(processes.map((one) => one.stop()))

    expect(reacted.toSorted()).toEqual(wanted.toSorted())
    expect(memory.takeErrors()).toEqual([])
  })

  it('one that fails is tried again from where it was, and what it did before it failed is taken back', async () => {
    let attempts = 0
    const failing = following('failing', async (unit, told) => {
      attempts += 1
      await unit.tx
        .insertInto('notices_sent')
        .values(told.map(({ payload }) => ({ notice: `failing ${payload.to}`, at: now() })))
        .execute()
      if (attempts === 1) throw new Error('not today')
    })
    const memory = makeMemoryLog()
    const one = startReactions({ chores: [], transaction: work(), log: memory.log, reactions: [failing] })
    await isFollowed('failing')
    await work()((unit) => append(unit, [entry('stubborn')]))

    await until(() => attempts === 2)
    await one.stop()

    const { rows } = await sql`select notice from notices_sent where notice like 'failing%'`.execute(store.db)
    expect(rows).toEqual([{ notice: 'failing stubborn' }])
    expect(memory.takeErrors()).toHaveLength(1)
  })

  it('a process that goes on after another one died begins behind the stored cursor', async () => {
    const reacted: string[] = []
    const heir = following('heir', async (_unit, told) => void reacted.push(...told.map(({ payload }) => payload.to)))
    const begin = () => startReactions({ chores: [], transaction: work(), log: makeMemoryLog().log, reactions: [heir] })
    const first = begin()
    await isFollowed('heir')
    await first.stop()
    await work()((unit) => append(unit, [entry('between')]))
    const second = begin()

    await until(() => reacted.length > 0)
    await second.stop()

    expect(reacted).toEqual(['between'])
  })

  it('what cannot be read is passed over, with a line in the log, and holds nobody back', async () => {
    const reacted: string[] = []
    const patient = following(
      'patient',
      async (_unit, told) => void reacted.push(...told.map(({ payload }) => payload.to)),
    )
    const patientToo = following('patient too', async () => {})
    const memory = makeMemoryLog()
    const running = startReactions({
      chores: [],
      transaction: work(),
      log: memory.log,
      reactions: [patient, patientToo],
    })
    await isFollowed('patient too')
    await work()(async (unit) => {
      await appendStored(unit, { ...entry('unknown'), type: 'future.done' })
      await appendStored(unit, { ...entry('unreadable'), payload: { from: 1 } })
      // Nobody here follows it, so nobody here needs to read it.
      await appendStored(unit, { ...entry('elsewhere'), type: 'quanta.low', payload: {} })
      await append(unit, [entry('behind them')])
    })

    await until(() => reacted.length > 0)
    await running.stop()

    expect(reacted).toEqual(['behind them'])
    expect(memory.takeErrors()).toMatchObject([{ type: 'future.done' }, { type: 'portal.tariffChanged' }])
  })
})
