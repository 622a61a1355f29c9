import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate } from '#server/platform/db/migrate.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { launchServer } from '#test/support/serverProcess.ts'

let database: Awaited<ReturnType<typeof cloneDatabase>>
beforeAll(async () => {
  database = await cloneDatabase()
}, 30_000)
afterAll(() => database.drop())

async function run(statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

it('a program that is older than its database says so in one sentence, and changes nothing', async () => {
  await migrate(database.url)
  const added = `insert into kysely_migration values ('000999_knowledge_articles', '2030-01-01T00:00:00.000Z')`
  await run(added)
  const tables = `select count(*)::int as tables from pg_class where relkind = 'r'`
  const before = await run(tables)

  const started = launchServer({ databaseUrl: database.url })

  await expect(started).rejects.toThrow(
    /^the server ended before it listened \(1\):\nOpora could not start: the database was changed by a newer version \(000999_knowledge_articles\), so start that one, or restore a backup that this one has made\.$/,
  )
  expect(await run(tables)).toEqual(before)
})
