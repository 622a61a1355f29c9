import { Client } from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { cloneDatabase } from '#test/support/database.ts'

it('every test file gets a migrated database of its own', async () => {
  const [one, two] = await Promise.all([clone(), clone()])

  await query(one.url, 'create table only_here as select 1 as answer')

  expect(await query(one.url, 'select answer from only_here')).toEqual([{ answer: 1 }])
  await expect(query(two.url, 'select answer from only_here')).rejects.toThrow('does not exist')
  expect(
    await query(two.url, `select 1 as one from information_schema.tables where table_name = 'kysely_migration'`),
  ).toEqual([{ one: 1 }])
})

it('a dropped database is gone, also while somebody is connected', async () => {
  const { url, drop } = await cloneDatabase()
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()

  await drop()

  await expect(query(url, 'select 1')).rejects.toThrow('does not exist')
})

async function clone() {
  const database = await cloneDatabase()
  onTestFinished(database.drop)
  return database
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
