import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settleMovedJournal } from '#server/platform/db/movedDatabase.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'

let database: Awaited<ReturnType<typeof cloneDatabase>>
beforeAll(async () => {
  database = await cloneDatabase()
}, 30_000)
afterAll(() => database.drop())

async function ask<Row>(...statements: string[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    let rows: Row[] = []
    for (const statement of statements) rows = (await client.query<Row & pg.QueryResultRow>(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

const toldAs = (type: string) => `insert into journal (at, type, member_id, actor, payload)
  values ('2026-01-01T00:00:00Z', '${type}', 'm1', '{}', '{}')`

/** What a reaction finds behind its stored cursor, as `readJournal` asks. */
const behind = async (reaction: string) =>
  (
    await ask<{ type: string }>(`
      select type from journal j, reaction_cursors c
       where c.reaction = '${reaction}' and (j.xid, j.entry_id) > (c.xid, c.entry_id)
         and j.xid < pg_snapshot_xmin(pg_current_snapshot())
       order by j.xid, j.entry_id`)
  ).map(({ type }) => type)

/** As a dump from a cluster that has counted further brings it: every number lies far ahead. */
const comeFromElsewhere = () =>
  ask(
    'alter table journal disable trigger journal_only_grows',
    `update journal set xid = (xid::text::bigint + 1000000000)::text::xid8`,
    `update reaction_cursors set xid = (xid::text::bigint + 1000000000)::text::xid8`,
    'alter table journal enable trigger journal_only_grows',
  )

describe('a database that was restored into another PostgreSQL', () => {
  it('goes on: what a reaction had not seen is seen, what is new comes after it, and nothing twice', async () => {
    await ask(toldAs('test.seen'))
    await ask(
      `insert into reaction_cursors select 'ahead', xid, entry_id from journal`,
      `insert into reaction_cursors select 'further', xid, entry_id from journal`,
    )
    await ask(toldAs('test.waiting'))
    await comeFromElsewhere()
    await ask(toldAs('test.new'))
    expect(await behind('ahead')).toEqual([])

    expect(await settleMovedJournal(database.url, makeMemoryLog().log)).toBe(true)
    await ask(toldAs('test.newest'))

    expect(await behind('ahead')).toEqual(['test.waiting', 'test.new', 'test.newest'])
    expect(await behind('further')).toEqual(['test.waiting', 'test.new', 'test.newest'])
  })

  it('is left alone once it has settled, and its journal only grows again', async () => {
    expect(await settleMovedJournal(database.url, makeMemoryLog().log)).toBe(false)
    await expect(ask('delete from journal')).rejects.toThrow('only grows')
  })
})
