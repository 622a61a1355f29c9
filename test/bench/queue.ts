import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { routes, type RouteInput } from '#contract/routes.ts'
import type { QueuePage } from '#contract/tickets/queue.types.ts'
import { openStore, type Db } from '#server/platform/db/db.ts'
import { writeQueueCursor } from '#server/tickets/queue/domain/queueCursor.ts'
import { openChatWorld } from '#test/support/chatWorld.ts'
import { testMasterKey } from '#test/support/masterKey.ts'
import { startDatabase } from '#test/support/database.ts'
import { launchServer } from '#test/support/serverProcess.ts'
import { percentile, round, type Figures } from './figures.ts'
import { ensureBuilt } from './pages.ts'
import {
  insertPortals,
  insertStaff,
  insertTickets,
  insertWords,
  settleTables,
  vocabulary,
  type QueueOwners,
} from './queueData.ts'

type Query = RouteInput<'listQueue'>
type Ask = (query: Query) => Promise<QueuePage>

const sizes = [
  { name: '10k', tickets: 10_000 },
  { name: '100k', tickets: 100_000 },
  { name: '1m', tickets: 1_000_000 },
]
const insertedAtOnce = 10_000
const rounds = 40
/** One session may not ask more often. */
const paceMs = 30

/**
 * The queue page over HTTP, as an agent's page asks for it: the first page, pages deep down in both orders, filtered by each
 * condition, and searched for words that many, some and few tickets have. One desk has all the tickets.
 */
export async function benchQueue({ tickets = 1_000_000 }: Record<string, number>): Promise<Figures> {
  await ensureBuilt()
  const database = await startDatabase({ fsync: true })
  const { url: databaseUrl } = await database.clone()
  const { owners, token } = await prepareDesk(databaseUrl)
  const server = await launchServer({
    databaseUrl,
    env: {
      OPORA_MASTER_KEY: testMasterKey,
      OPORA_LOG_LEVEL: 'error',
      OPORA_SANDBOX: '1',
      OPORA_DATA_DIR: database.dataDir,
    },
  })
  const { db, close } = openStore(databaseUrl, 2)
  const ask = asker(`http://127.0.0.1:${server.port}`, token)
  try {
    const figures: Figures = {}
    let there = 0
    for (const size of sizes.filter((one) => one.tickets <= tickets)) {
      await fill(db, owners, there, size.tickets)
      there = size.tickets
      const listed = await measure(ask, await listings(db, owners))
      const searched = await measure(ask, searches(size.tickets))
      figures[`p50Ms${size.name}`] = round(percentile(listed, 0.5))
      figures[`p99Ms${size.name}`] = round(percentile(listed, 0.99))
      figures[`searchedP99Ms${size.name}`] = round(percentile(searched, 0.99))
    }
    return figures
  } finally {
    await close()
    server.kill('SIGTERM')
    await server.exited
    await database.stop()
  }
}

async function prepareDesk(databaseUrl: string): Promise<{ owners: QueueOwners; token: string }> {
  const world = await openChatWorld(databaseUrl)
  const { db, close } = openStore(databaseUrl, 1)
  try {
    const desk = await world.openDesk('partner')
    const memberIds = Array.from({ length: 500 }, (_, index) => `bench${index}`)
    const agentIds = Array.from({ length: 100 }, (_, index) => index + 1)
    await insertPortals(db, memberIds)
    await insertStaff(db, desk.deskId, agentIds)
    return { owners: { deskId: desk.deskId, memberIds, agentIds }, token: desk.ownerToken }
  } finally {
    await close()
    await world.close()
  }
}

async function fill(db: Db, owners: QueueOwners, there: number, wanted: number): Promise<void> {
  for (let from = there + 1; from <= wanted; from += insertedAtOnce) {
    const numbers = { from, to: Math.min(wanted, from + insertedAtOnce - 1) }
    await insertTickets(db, owners, numbers)
    await insertWords(db, owners, numbers)
  }
  await settleTables(db)
}

async function listings(db: Db, { deskId }: QueueOwners): Promise<Query[]> {
  const { rows } = await sql<{ ticket_id: string; queued_at: Date; active_at: Date }>`
    select ticket_id, queued_at, active_at from tickets
     where desk_id = ${deskId} and status <> 'closed' and queue_rank = 9
     order by queued_at desc offset 200 limit 1`.execute(db)
  const [deep] = rows
  if (deep === undefined) throw new Error('there is no deep page')
  const key = { rank: 9, dueAt: null, ticketId: deep.ticket_id }
  const byArrival = writeQueueCursor({ ...key, order: 'arrival', at: deep.queued_at })
  const byDeadline = writeQueueCursor({ ...key, order: 'deadline', at: deep.queued_at })
  const newest = writeQueueCursor({ ...key, order: 'newest', at: deep.active_at })
  return [
    {},
    { cursor: byArrival },
    { cursor: byDeadline },
    { filter: 'mine' },
    { filter: 'unassigned' },
    { filter: 'all', cursor: newest },
    { filter: 'closed' },
    { status: 'waitingForClient' },
    { priority: 'critical' },
    { priority: 'high', category: 'changeRequest' },
    { memberId: 'bench7' },
    { assigneeId: 42 },
    { filter: 'closed', assigneeId: 42 },
  ]
}

const word = (place: number) => vocabulary[place] ?? ''

/** Words that a third, a hundredth and next to none of the tickets have, two at once, and a number. */
function searches(tickets: number): Query[] {
  return [
    { search: word(20) },
    { search: word(900), filter: 'all' },
    { search: word(4900), filter: 'all' },
    { search: `${word(20)} ${word(300)}` },
    { search: `${word(2000)} ${word(3000)}`, filter: 'all' },
    { search: String(Math.floor(tickets / 3)), filter: 'all' },
    { search: word(300), filter: 'mine' },
  ]
}

/** Milliseconds of each answer, sorted. The first round fills caches and makes plans. */
async function measure(ask: Ask, queries: readonly Query[]): Promise<number[]> {
  const times: number[] = []
  for (let turn = 0; turn <= rounds; turn += 1) {
    for (const query of queries) {
      const startedAt = performance.now()
      await ask(query)
      const took = performance.now() - startedAt
      if (turn > 0) times.push(took)
      await pause(Math.max(0, paceMs - took))
    }
  }
  return times.toSorted((one, other) => one - other)
}

function asker(url: string, token: string): Ask {
  return async (query) => {
    const response = await fetch(`${url}${routes.listQueue.path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(query),
    })
    if (!response.ok) throw new Error(`the queue was refused: ${await response.text()}`)
    return response.json()
  }
}
