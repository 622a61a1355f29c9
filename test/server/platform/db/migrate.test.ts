import { readFileSync } from 'node:fs'
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

it('T2 desks that all had one prefix get one of their own; the oldest keeps it, and so do the numbers that were given', async () => {
  await run(`
    drop index desks_by_prefix;
    alter table desks drop column is_prefix_used, alter column number_prefix set default 'OP';
    alter table desk_keys drop column number_prefix;
    insert into portals (member_id, domain, client_endpoint, server_endpoint, client_id)
    select 'm' || n, 'm' || n, '', '', '' from generate_series(1, 6) n;
    insert into desks (desk_id, kind, name, member_id, regulation, last_number, created_at)
    select gen_random_uuid(), 'partner', name, 'm' || n, '', 1000 + n % 2, '2026-01-01'::timestamptz + n * interval '1 day'
      from unnest(array['Первая', 'Ромашка', 'Ромашка', '客服', 'ООО «Щит»', 'Ромашка']) with ordinality one (name, n)`)

  await run(readFileSync('server/migrations/000028_desks_number_prefixes.sql', 'utf8'))

  expect(
    await run('select number_prefix as prefix, is_prefix_used as used, last_number from desks order by created_at'),
  ).toEqual([
    { prefix: 'OP', used: true, last_number: 1001 },
    { prefix: 'ROM', used: false, last_number: 1000 },
    { prefix: 'ROAAA', used: false, last_number: 1001 },
    { prefix: 'DSK', used: false, last_number: 1000 },
    { prefix: 'OOO', used: false, last_number: 1001 },
    { prefix: 'ROAAB', used: false, last_number: 1000 },
  ])
})
