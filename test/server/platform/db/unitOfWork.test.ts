import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '#server/platform/db/db.ts'
import { makeTransaction, type UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { cloneDatabase } from '#test/support/database.ts'

let database: Awaited<ReturnType<typeof cloneDatabase>>
let store: Store
beforeAll(async () => {
  database = await cloneDatabase()
  store = openStore(database.url, 4)
  await sql`create table counters (name text primary key, number integer not null default 0)`.execute(store.db)
  await sql`insert into counters (name) values ('one'), ('other')`.execute(store.db)
}, 60_000)
afterAll(async () => {
  await store.close()
  await database.drop()
})

const raise = ({ tx }: UnitOfWork, name: string) =>
  sql`update counters set number = number + 1 where name = ${name}`.execute(tx)

/** Two that have each one row when they want the other's. */
function opposite() {
  const both = Promise.withResolvers<void>()
  let first = 0
  return async (unit: UnitOfWork, names: readonly [string, string]) => {
    await raise(unit, names[0])
    first += 1
    if (first === 2) both.resolve()
    await both.promise
    await raise(unit, names[1])
    unit.wakes.push({ what: 'billing', deskId: names[0], memberId: null })
  }
}

describe('a transaction that the database ends for the sake of another', () => {
  it('is done again, and happens once', async () => {
    const repeated: unknown[] = []
    const woken: string[] = []
    const transaction = makeTransaction(
      store.db,
      (wakes) => woken.push(...wakes.map((wake) => ('deskId' in wake ? (wake.deskId ?? '') : ''))),
      (error) => repeated.push(error),
    )
    const act = opposite()

    await Promise.all([
      transaction((unit) => act(unit, ['one', 'other'])),
      transaction((unit) => act(unit, ['other', 'one'])),
    ])

    const { rows } = await sql`select name, number from counters order by name`.execute(store.db)
    // On a busy machine they may meet a second time.
    expect(repeated.length).toBeGreaterThan(0)
    for (const error of repeated) expect(error).toMatchObject({ code: '40P01' })
    expect(woken.toSorted()).toEqual(['one', 'other'])
    expect(rows).toEqual([
      { name: 'one', number: 2 },
      { name: 'other', number: 2 },
    ])
  })

  it('is tried three times, at the same instant', async () => {
    const instants: Date[] = []
    const transaction = makeTransaction(store.db, () => expect.unreachable('nothing was committed'))

    const tried = transaction(async ({ at }) => {
      instants.push(at)
      throw Object.assign(new Error('deadlock detected'), { code: '40P01' })
    })

    await expect(tried).rejects.toThrow('deadlock detected')
    expect(instants).toHaveLength(3)
    expect(new Set(instants.map((at) => at.getTime())).size).toBe(1)
  })

  it('control: any other failure is nobody’s turn to try again', async () => {
    let tries = 0
    const transaction = makeTransaction(store.db, () => {})

    const tried = transaction(async () => {
      tries += 1
      throw Object.assign(new Error('a key is there already'), { code: '23505' })
    })

    await expect(tried).rejects.toThrow('a key is there already')
    expect(tries).toBe(1)
  })
})
