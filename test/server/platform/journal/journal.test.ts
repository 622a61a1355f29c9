import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { theSystem } from '#server/platform/actor.ts'
import { now } from '#server/platform/clock.ts'
import { openStore, type Store } from '#server/platform/db/db.ts'
import { journalEnd, readJournal, append, type Cursor, type Entry } from '#server/platform/journal/journal.ts'
import { reaction, type ReadEntry, type Reaction } from '#server/platform/journal/reaction.ts'
import { noteOnce, reactionLoop } from '#server/platform/journal/reactions.ts'
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
  const { signal } = new AbortController()
  /** What one process does in one of its turns. */
  const turn = (following: Reaction, { log } = makeMemoryLog()) =>
    reactionLoop({ transaction: work(), passedOver: noteOnce(log) }, following).turn(signal)
  /** Whoever writes elsewhere in the cluster just now holds the journal back. */
  const turnUntilDone = async (following: Reaction, memory = makeMemoryLog()) => {
    const isLeft = async () => {
      const { rows } = await sql<{ left: boolean }>`
        select exists (select 1 from journal j join reaction_cursors c on c.reaction = ${following.name}
                        where (j.xid, j.entry_id) > (c.xid, c.entry_id)) as left`.execute(store.db)
      return rows[0]?.left === true
    }
    do await turn(following, memory)
    while (await isLeft())
  }
  const following = (
    name: string,
    react: (unit: UnitOfWork, told: readonly ReadEntry<'portal.tariffChanged'>[]) => Promise<void>,
  ) => reaction({ name, on: ['portal.tariffChanged'], react })
  function noting(name: string) {
    const reacted: string[] = []
    const react = async (_unit: UnitOfWork, told: readonly ReadEntry<'portal.tariffChanged'>[]) =>
      void reacted.push(...told.map(({ payload }) => payload.to))
    return { reaction: following(name, react), reacted }
  }

  it('each entry is reacted to once, though two processes look for it', async () => {
    const { reaction: once, reacted } = noting('once')
    await turn(once)
    const wanted = Array.from({ length: 50 }, (_, index) => `one ${index}`)
    await Promise.all(wanted.map((name) => work()((unit) => append(unit, [entry(name)]))))

    await Promise.all([turnUntilDone(once), turnUntilDone(once)])

    expect(reacted.toSorted()).toEqual(wanted.toSorted())
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
    await turn(failing)
    await work()((unit) => append(unit, [entry('stubborn')]))

    await expect(turnUntilDone(failing)).rejects.toThrow('not today')
    await turnUntilDone(failing)

    const { rows } = await sql`select notice from notices_sent where notice like 'failing%'`.execute(store.db)
    expect(rows).toEqual([{ notice: 'failing stubborn' }])
    expect(attempts).toBe(2)
  })

  it('a process that goes on after another one died begins behind the stored cursor; P9 nothing from before it is new', async () => {
    const [first, second] = [noting('heir'), noting('heir')]
    await work()((unit) => append(unit, [entry('before')]))
    await turn(first.reaction)
    await work()((unit) => append(unit, [entry('between')]))

    await turnUntilDone(second.reaction)

    expect(first.reacted).toEqual([])
    expect(second.reacted).toEqual(['between'])
  })

  it('what cannot be read is passed over, with a line in the log, and holds nobody back', async () => {
    const { reaction: patient, reacted } = noting('patient')
    const patientToo = following('patient too', async () => {})
    const memory = makeMemoryLog()
    const passedOver = noteOnce(memory.log)
    const loops = [patient, patientToo].map((one) => reactionLoop({ transaction: work(), passedOver }, one))
    for (const loop of loops) await loop.turn(signal)
    await work()(async (unit) => {
      await appendStored(unit, { ...entry('unknown'), type: 'future.done' })
      await appendStored(unit, { ...entry('unreadable'), payload: { from: 1 } })
      // Nobody here follows it, so nobody here needs to read it.
      await appendStored(unit, { ...entry('elsewhere'), type: 'quanta.low', payload: {} })
      await append(unit, [entry('behind them')])
    })

    await eventually(async () => {
      for (const loop of loops) await loop.turn(signal)
      expect(reacted).toEqual(['behind them'])
    })

    expect(memory.takeErrors()).toMatchObject([{ type: 'future.done' }, { type: 'portal.tariffChanged' }])
  })
})
