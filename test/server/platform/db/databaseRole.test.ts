import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '#server/config.ts'
import { prepareDatabaseRole } from '#server/platform/db/databaseRole.ts'
import { prepareJobs } from '#server/platform/jobs/jobs.ts'
import { migrate } from '#server/platform/db/migrate.ts'
import { startServer } from '#server/server.ts'
import { cloneDatabase, startDatabase } from '#test/support/database.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'

const password = 'one master key'
const told = `insert into journal (at, type, member_id, actor, payload)
              values ('2026-01-01T00:00:00Z', 'test.told', 'm1', '{"name": "Анна"}', '{}')`

let database: Awaited<ReturnType<typeof cloneDatabase>>
beforeAll(async () => {
  database = await cloneDatabase()
  await prepareJobs(database.url)
  await ask(database.url, told)
}, 30_000)
afterAll(() => database.drop())

/** What the database answers to one statement after the others, on a connection of its own; the last one counts. */
async function ask(url: string, ...statements: string[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    let rows: unknown[] = []
    for (const statement of statements) rows = (await client.query(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

/** 'taken', or the database's own words. */
const outcome = (url: string, ...statements: string[]) =>
  ask(url, ...statements).then(
    () => 'taken',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )

const roleOf = (url: string) => new URL(url).searchParams.get('user') ?? ''

/** Each would change what was told, or make room for it. */
const changes = [
  `update journal set actor = actor || '{"name": "Никто"}'`,
  'delete from journal',
  'truncate journal',
  'alter table journal disable trigger journal_only_grows',
  'drop trigger journal_only_grows on journal',
  'drop table journal',
  'alter table journal rename to another',
  'set session_replication_role = replica',
  `create or replace function keep_journal() returns trigger language plpgsql as 'begin return null; end'`,
  `select set_config('opora.forgetting', 'on', false); delete from journal`,
  `select set_config('opora.forgetting', 'on', false); update journal set type = 'test.other'`,
  `grant update on journal to public; update journal set type = 'test.other'`,
]

describe("D5 as the servers' role the journal only grows", () => {
  it.each(changes)('refused: %s', async (change) => {
    const { url, guard } = await prepareDatabaseRole(database.url, password, makeMemoryLog().log)

    expect(guard).toBe('login')
    expect(await outcome(url, change)).toMatch(/permission denied|must be owner/)
  })

  it.each(['set role postgres', 'reset role; set role postgres', 'set session authorization postgres'])(
    'and there is no way back to the owner: %s',
    async (way) => {
      const { url } = await prepareDatabaseRole(database.url, password, makeMemoryLog().log)

      expect(await outcome(url, way)).toMatch(/permission denied/)
      expect(await ask(url, 'reset role', 'select current_user, session_user')).toEqual([
        { current_user: roleOf(url), session_user: roleOf(url) },
      ])
    },
  )

  it('control: what it works with is open to it, reading and appending the journal too', async () => {
    const { url } = await prepareDatabaseRole(database.url, password, makeMemoryLog().log)

    expect(await outcome(url, told, 'select * from journal')).toBe('taken')
    expect(
      await outcome(url, `insert into desk_keys values ('x', 'x', 'partner', '2026-01-01'); delete from desk_keys`),
    ).toBe('taken')
    expect(
      await ask(url, `select graphile_worker.add_job('x')`, 'select task_identifier from graphile_worker.jobs'),
    ).toEqual([{ task_identifier: 'x' }])
  })

  it('control: the owner could do all of it, though not without taking the trigger away first', async () => {
    const asOwner = (change: string) =>
      outcome(database.url, 'begin', 'alter table journal disable trigger journal_only_grows', change, 'rollback')

    expect(await Promise.all(changes.slice(0, 3).map((change) => outcome(database.url, change)))).toEqual(
      ['update', 'delete', 'truncate'].map((verb) => `the journal only grows: ${verb} is refused`),
    )
    for (const change of changes) expect.soft(await asOwner(change), change).toBe('taken')
  })

  it('several processes that start at once make one role, and a start later makes nothing', async () => {
    const other = await cloneDatabase()
    const made = await Promise.all(
      [1, 2, 3, 4].map(() => prepareDatabaseRole(other.url, password, makeMemoryLog().log)),
    )
    const again = await prepareDatabaseRole(other.url, password, makeMemoryLog().log)
    await other.drop()

    expect(new Set([...made, again].map(({ url, guard }) => `${guard} ${url}`)).size).toBe(1)
    expect(roleOf(again.url)).not.toBe(
      roleOf((await prepareDatabaseRole(database.url, password, makeMemoryLog().log)).url),
    )
  })

  it('a table that a later migration brings is open to the role after the next start', async () => {
    const { url } = await prepareDatabaseRole(database.url, password, makeMemoryLog().log)
    await ask(database.url, 'create table newcomers (name text)')
    const before = await outcome(url, 'update newcomers set name = name')
    await prepareDatabaseRole(database.url, password, makeMemoryLog().log)

    expect(before).toBe('permission denied for table newcomers')
    expect(await outcome(url, 'update newcomers set name = name')).toBe('taken')
  })
})

describe('D5 C5 names are forgotten by one function, and only where the journal says that they were to be', () => {
  it('no portal that is still there, none that was uninstalled without CLEAN, and no other instant', async () => {
    const { url } = await prepareDatabaseRole(database.url, password, makeMemoryLog().log)
    await ask(
      url,
      `insert into journal (at, type, member_id, actor, payload)
       values ('2026-02-01T00:00:00Z', 'portal.uninstalled', 'm1', '{}', '{"isClean": false}')`,
    )
    const forget = (at: string) => outcome(url, `select forget_names('m1', '${at}')`)

    expect(await Promise.all([forget('2026-02-01T00:00:00Z'), forget('2026-02-02T00:00:00Z')])).toEqual([
      expect.stringContaining('was not uninstalled with CLEAN'),
      expect.stringContaining('was not uninstalled with CLEAN'),
    ])
  })

  it('changes names, addresses and nothing else, of this portal alone', async () => {
    const other = await cloneDatabase()
    const { url } = await prepareDatabaseRole(other.url, password, makeMemoryLog().log)
    const actor = (memberId: string) =>
      `{"side": "client", "memberId": "${memberId}", "userId": 7, "name": "Анна", "address": "10.0.0.7"}`
    const insert = (at: string, type: string, memberId: string, payload: string) =>
      `insert into journal (at, type, member_id, actor, payload)
       values ('${at}', '${type}', '${memberId}', '${actor(memberId)}', '${payload}')`
    await ask(
      url,
      insert('2026-01-01T00:00:00Z', 'portal.personNamed', 'gone', '{"userId": 3, "name": "Вера", "as": "contact"}'),
      insert('2026-01-01T00:00:00Z', 'portal.personNamed', 'here', '{"userId": 3, "name": "Вера", "as": "contact"}'),
      insert('2026-01-02T00:00:00Z', 'portal.uninstalled', 'gone', '{"isClean": true}'),
      insert('2026-01-03T00:00:00Z', 'portal.personNamed', 'gone', '{"userId": 4, "name": "Глеб", "as": "contact"}'),
    )
    const facts = `select entry_id, xid::text, at, type, member_id, desk_id, ticket_id,
                          actor - '{name,address}'::text[] as actor, payload - 'name' as payload from journal order by 1`
    const words = `select concat_ws(' ', at::date, member_id, actor ->> 'name', actor ->> 'address', payload ->> 'name')
                          as line from journal order by entry_id`
    const before = await ask(url, facts)
    await ask(url, `select forget_names('gone', '2026-01-02T00:00:00Z')`)
    const after = await ask(url, facts)
    const lines = await ask(url, words)
    const update = await outcome(url, `update journal set type = 'x'`)
    await other.drop()

    expect(after).toEqual(before)
    expect(lines).toEqual([
      { line: '2026-01-01 gone № 7 № 3' },
      { line: '2026-01-01 here Анна 10.0.0.7 Вера' },
      { line: '2026-01-02 gone № 7' },
      { line: '2026-01-03 gone Анна 10.0.0.7 Глеб' },
    ])
    expect(update).toContain('permission denied')
  })
})

describe("D5 a PostgreSQL of one's own", () => {
  let foreign: Awaited<ReturnType<typeof startDatabase>>
  beforeAll(async () => {
    foreign = await startDatabase({ fsync: false })
    await ask(foreign.adminUrl, 'create role plain login', 'create role maker login createrole')
  }, 60_000)
  afterAll(() => foreign.stop())

  async function databaseOf(role: string): Promise<string> {
    await ask(foreign.adminUrl, `create database of_${role} owner ${role}`)
    const url = new URL(foreign.adminUrl)
    url.pathname = `/of_${role}`
    url.username = role
    await migrate(url.href)
    await prepareJobs(url.href)
    return url.href
  }

  it('whose user may make no role starts all the same, says so once, and the trigger keeps the journal', async () => {
    const url = await databaseOf('plain')
    const memory = makeMemoryLog()
    const environment = { DATABASE_URL: url, OPORA_PORT: '0', OPORA_MASTER_KEY: 'ab'.repeat(32) }

    const server = await startServer(readConfig(environment), { log: memory.log })
    const ready = await fetch(`http://127.0.0.1:${server.port}/readyz`)
    await server.stop()

    expect(ready.status).toBe(200)
    expect(memory.text().match(/trigger alone keeps it append-only/g)).toHaveLength(1)
    expect(await outcome(url, told, 'delete from journal')).toBe('the journal only grows: delete is refused')
  })

  it('whose user may make roles gets a login of its own', async () => {
    const { url, guard } = await prepareDatabaseRole(await databaseOf('maker'), password, makeMemoryLog().log)

    expect(guard).toBe('login')
    expect(await outcome(url, told, 'delete from journal')).toBe('permission denied for table journal')
  })

  it('that asks for passwords is given one, and a new one when the master key is new', async () => {
    const { url: databaseUrl } = await foreign.clone()
    const rules = join(foreign.dataDir, 'pg', 'pg_hba.conf')
    await writeFile(rules, `local all /^opora_app_ scram-sha-256\n${await readFile(rules, 'utf8')}`)
    await ask(foreign.adminUrl, 'select pg_reload_conf()')
    const first = await prepareDatabaseRole(databaseUrl, password, makeMemoryLog().log)
    const second = await prepareDatabaseRole(databaseUrl, 'another master key', makeMemoryLog().log)

    expect([first.guard, second.guard]).toEqual(['login', 'login'])
    expect(await outcome(second.url, 'select 1')).toBe('taken')
    expect(await outcome(first.url, 'select 1')).toContain('password authentication failed')
  })

  it('that lets the role not sign in has each connection take it on', async () => {
    const { url: databaseUrl } = await foreign.clone()
    const memory = makeMemoryLog()
    const { url: login } = await prepareDatabaseRole(databaseUrl, password, memory.log)
    await ask(databaseUrl, `alter role ${roleOf(login)} connection limit 0`)

    const { url, guard } = await prepareDatabaseRole(databaseUrl, password, memory.log)

    expect(guard).toBe('role')
    expect(memory.text()).toContain('each connection takes it on')
    for (const change of changes.slice(0, 5))
      expect.soft(await outcome(url, change)).toMatch(/permission denied|must be owner/)
  })
})
