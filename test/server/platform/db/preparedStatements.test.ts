import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStore, type Store } from '#server/platform/db/db.ts'
import { readSnapshot } from '#server/platform/db/snapshot.ts'
import { makeTransaction } from '#server/platform/db/unitOfWork.ts'
import { cloneDatabase } from '#test/support/database.ts'

let database: Awaited<ReturnType<typeof cloneDatabase>>
let store: Store
let owner: Store
beforeAll(async () => {
  database = await cloneDatabase()
  store = openStore(database.url, 1)
  owner = openStore(database.url, 1)
  await sql`create table things (thing integer not null)`.execute(owner.db)
  await sql`insert into things values (1), (2)`.execute(owner.db)
})
afterAll(async () => {
  await store.close()
  await owner.close()
  await database.drop()
})

const at = new Date('2026-03-02T07:00:00Z')

async function preparedOf(text: string): Promise<number> {
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(store.db)
  return rows.filter(({ statement }) => statement.includes(text)).length
}

it('P4 a statement is prepared at its second coming on a connection, and answers the same', async () => {
  const ask = (thing: number) =>
    sql`select thing from things where thing = ${thing}`.execute(store.db).then(({ rows }) => rows)

  expect(await ask(1)).toEqual([{ thing: 1 }])
  expect(await preparedOf('where thing = $1')).toBe(0)
  expect(await ask(2)).toEqual([{ thing: 2 }])
  expect(await preparedOf('where thing = $1')).toBe(1)
  expect(await ask(3)).toEqual([])
  expect(await preparedOf('where thing = $1')).toBe(1)
})

it('P4 of texts that are put together anew, a connection keeps a bounded number', async () => {
  for (let i = 0; i < 300; i += 1) {
    const list = Array.from({ length: i + 1 }, (_, thing) => thing)
    for (let time = 0; time < 2; time += 1)
      await sql`select thing from things where thing in (${sql.join(list)})`.execute(store.db)
  }

  expect(await preparedOf('where thing in')).toBeLessThanOrEqual(250)
})

it('P5 a table that another release changes meanwhile fails neither a question, nor a snapshot, nor a transaction', async () => {
  const own = openStore(database.url, 1)
  const all = (db: Pick<Store, 'db'>['db']) =>
    sql`select * from things where thing = ${1}`.execute(db).then(({ rows }) => rows)
  const ways = {
    question: () => all(own.db),
    snapshot: () => readSnapshot(own.db, at, ({ tx }) => sql`select * from things where thing = ${1}`.execute(tx)),
    transaction: () =>
      makeTransaction(own.db, () => {})(({ tx }) => sql`select * from things where thing = ${1}`.execute(tx), at),
  }
  try {
    for (const [name, ask] of Object.entries(ways)) {
      await ask()
      await ask()
      await sql`alter table things add column ${sql.id(name)} text`.execute(owner.db)
      const answer = JSON.stringify(await ask())
      expect(answer).toContain(`"${name}":null`)
    }
  } finally {
    await own.close()
  }
})

it('P5 behind a pooler nothing is prepared, whatever name a statement brings', async () => {
  const own = openStore(database.url, 1, { prepares: false })
  const names = 'select name from pg_prepared_statements'
  try {
    for (let time = 0; time < 3; time += 1) {
      const { rows } = await sql`select thing from things where thing = ${1}`.execute(own.db)
      expect(rows).toEqual([{ thing: 1 }])
      const hot = { name: 'hot', text: 'select thing from things where thing = $1', values: [1] }
      expect((await own.hotPool.query(hot)).rows).toEqual([{ thing: 1 }])
    }
    expect((await own.pool.query(names)).rows).toEqual([])
    expect((await own.hotPool.query({ name: 'names', text: names })).rows).toEqual([])
  } finally {
    await own.close()
  }
})
