import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FollowedEntries } from '#server/platform/journal/journal.ts'
import { foundBehind } from '#server/platform/journal/projectionWalks.ts'
import type { Projection } from '#server/platform/journal/projections.ts'
import { catchUp } from '#test/support/catchUp.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { makeTransaction, type Transaction } from '#server/platform/db/unitOfWork.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { findUnfolded } from '#server/sla/clocks.sql.ts'
import { findUnindexed, wordsRevision } from '#server/tickets/search/searchIndex.sql.ts'
import { insertTickets } from '#test/bench/queueData.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { openClockStage, type ClockStage } from '../../sla/clockStage.ts'

const opened = Array.from({ length: 250 }, (_, minute) => new Date(Date.UTC(2031, 2, 3, 7, minute)))
const pageOfTickets = 60

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: ClockStage
let ticketIds: string[]
/** It may do the work of so many transactions, then it is dead. */
let lifetime: number
beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openClockStage(database.url, saasSupport)
  ticketIds = (await stage.openMany(opened)).toSorted()
  await sql`create table counted (ticket_id uuid primary key, upto_seq bigint not null)`.execute(stage.db())
}, 60_000)
beforeEach(async () => {
  lifetime = Infinity
  await sql`truncate counted, projection_walks`.execute(stage.db())
})
afterAll(async () => {
  await stage.close()
  await database.drop()
})

const transaction: Transaction = async (act, at) => {
  if (lifetime <= 0) throw new Error('the process is dead')
  lifetime -= 1
  return makeTransaction(stage.db(), () => {})(act, at)
}
const log = {
  error({ err }: { err: unknown }) {
    throw err
  },
}

/** Keeps the number of each ticket's last entry; what it was handed and where it has looked is noted. */
function counting(name: string, revision = 1) {
  const handed: FollowedEntries[] = []
  const looked: (string | null)[] = []
  let meanwhile = async () => {}
  const projection: Projection = {
    name,
    revision,
    async behind(unit, after, limit) {
      looked.push(after)
      const { rows } = await sql<{ ticket_id: string; is_behind: boolean }>`
        select t.ticket_id, c.upto_seq is distinct from t.last_seq as is_behind
          from tickets t left join counted c using (ticket_id)
         where ${after}::uuid is null or t.ticket_id > ${after}::uuid
         order by 1 limit ${Math.min(limit, pageOfTickets)}`.execute(unit.tx)
      const isLast = rows.length < pageOfTickets
      return {
        ticketIds: rows.filter((row) => row.is_behind).map((row) => row.ticket_id),
        end: isLast ? null : (rows.at(-1)?.ticket_id ?? null),
      }
    },
    async react(unit, tickets) {
      handed.push(...tickets)
      await sql`
        insert into counted select ticket_id, last_seq from tickets
         where ticket_id = any(${tickets.map(({ ticketId }) => ticketId)}::uuid[])
        on conflict (ticket_id) do update set upto_seq = excluded.upto_seq`.execute(unit.tx)
      await meanwhile()
      return []
    },
  }
  return {
    projection,
    handed,
    looked,
    idsHanded: () => handed.map(({ ticketId }) => ticketId).toSorted(),
    onEach: (act: () => Promise<void>) => (meanwhile = act),
  }
}

describe('P9 a projection that is new in a filled database', () => {
  it('finds every ticket that it lacks, a page at a time, each once', async () => {
    const fresh = counting('fresh')

    await catchUp({ transaction, log }, fresh.projection)

    expect(fresh.idsHanded()).toEqual(ticketIds)
    expect(fresh.looked).toEqual([null, ...[59, 119, 179, 239].map((index) => ticketIds[index])])
  })

  it('goes on where it was when the process dies in the middle', async () => {
    const [first, heir] = [counting('mortal'), counting('mortal')]
    lifetime = 9
    await expect(catchUp({ transaction, log }, first.projection)).rejects.toThrow('the process is dead')
    lifetime = Infinity
    expect(first.handed.length).toBeGreaterThan(pageOfTickets)
    expect(first.handed.length).toBeLessThan(ticketIds.length)

    await catchUp({ transaction, log }, heir.projection)

    expect(heir.looked[0]).toBe(first.looked.at(-1))
    expect(heir.looked[0]).not.toBeNull()
    expect([...first.idsHanded(), ...heir.idsHanded()].toSorted()).toEqual(ticketIds)
  })

  it('hands over what is appended meanwhile before the next of the old ones', async () => {
    const beside = counting('beside')
    let added: string[] = []
    beside.onEach(async () => {
      if (added.length === 0) added = await stage.openMany([new Date('2031-03-04T07:00:00Z')])
    })

    await catchUp({ transaction, log }, beside.projection)

    const [newTicket = ''] = added
    const place = beside.handed.findIndex(({ types }) => types.includes('ticket.opened'))
    expect(beside.handed[place]?.ticketId).toBe(newTicket)
    expect(place).toBeLessThanOrEqual(pageOfTickets)
    ticketIds = [...ticketIds, newTicket].toSorted()
    expect(new Set(beside.idsHanded())).toEqual(new Set(ticketIds))
  })

  it('walks once; a revision that keeps more walks once more, and finds what it lacks', async () => {
    const [first, again, older] = [counting('revised'), counting('revised'), counting('revised')]
    const raised = counting('revised', 2)
    await catchUp({ transaction, log }, first.projection)
    await sql`delete from counted where ticket_id = ${ticketIds[7]}`.execute(stage.db())

    await catchUp({ transaction, log }, again.projection)
    await catchUp({ transaction, log }, raised.projection)
    await catchUp({ transaction, log }, older.projection)

    expect(again.looked).toEqual([])
    expect(raised.handed).toEqual([{ ticketId: ticketIds[7], types: [foundBehind] }])
    expect(older.looked).toEqual([])
  })
})

/** Tickets of which everything is kept, but for one in a hundred and one. */
async function fill(count: number): Promise<void> {
  const [db, at] = [stage.db(), opened[0]]
  const { member_id: memberId } = await db.selectFrom('tickets').select('member_id').limit(1).executeTakeFirstOrThrow()
  await sql`delete from ticket_words`.execute(db)
  await insertTickets(db, { deskId: stage.deskId, memberIds: [memberId], agentIds: [1] }, { from: 1, to: count })
  await sql`
    insert into messages (message_id, ticket_id, seq, side, author_member, author_id, author_name, kind, text, at)
    select gen_random_uuid(), ticket_id, last_seq, 'client', member_id, 1, '', 'public', '', ${at}
      from tickets where number like 'BENCH%'`.execute(db)
  await sql`
    insert into ticket_words (ticket_id, desk_id, member_id, said_at, is_open, upto_seq, words, note_words, revision)
    select ticket_id, desk_id, member_id, active_at, status <> 'closed', last_seq, '', '', ${wordsRevision} from ${kept}`.execute(
    db,
  )
  await sql`
    insert into ticket_clocks (ticket_id, upto_seq, state) select ticket_id, last_seq, '{}' from ${kept}
    on conflict (ticket_id) do update set upto_seq = excluded.upto_seq`.execute(db)
  await sql`analyze`.execute(db)
}
const kept = sql`(select *, row_number() over (order by ticket_id) as place from tickets) placed where place % 101 <> 0`

describe('P9 whatever is kept, ten million tickets are walked a page at a time', () => {
  const many = 20_000
  const page = 100

  beforeAll(() => fill(many), 60_000)

  it.each([
    ['clocks', findUnfolded],
    ['words', findUnindexed],
  ])('%s: a page reads no more than its tickets, each by an index', async (_what, find) => {
    const touched = await stage
      .db()
      .transaction()
      .execute(async (tx) => {
        const unit = { tx, at: new Date(), wakes: [] }
        const before = await readsOf(tx)
        const { end } = await find(unit, null, page)
        expect((await find(unit, end, page)).ticketIds).toHaveLength(1)
        return (await readsOf(tx)).map((after, index) => ({
          table: after.table,
          scans: after.scans - (before[index]?.scans ?? 0),
          reads: after.reads - (before[index]?.reads ?? 0),
        }))
      })

    expect(touched.map(({ table, scans }) => [table, scans])).toEqual(
      ['messages', 'ticket_clocks', 'ticket_words', 'tickets'].map((table) => [table, 0]),
    )
    for (const { table, reads } of touched) expect.soft(reads, table).toBeLessThanOrEqual(2 * page + 2)
  })
})

/** What this connection has read, whole tables and rows by index; also what an earlier transaction has not reported yet. */
async function readsOf(db: Reader) {
  const { rows } = await sql<{ table: string; scans: number; reads: number }>`
    select relname as table, coalesce(seq_scan, 0) as scans, coalesce(idx_tup_fetch, 0) as reads from pg_stat_xact_user_tables
     where relname in ('tickets', 'ticket_clocks', 'ticket_words', 'messages') order by 1`.execute(db)
  return rows
}
