import { setTimeout as pause } from 'node:timers/promises'
import { routes, type RouteInput } from '#contract/routes.ts'
import { openStore, type Db } from '#server/platform/db/db.ts'
import { openChatWorld } from '#test/support/chatWorld.ts'
import { startDatabase } from '#test/support/database.ts'
import { testMasterKey } from '#test/support/masterKey.ts'
import { launchServer } from '#test/support/serverProcess.ts'
import { percentile, round, type Figures } from './figures.ts'
import { ensureBuilt } from './pages.ts'
import { insertPortals, insertStaff, type QueueOwners } from './queueData.ts'
import { insertConversations, messagesATicket, settleConversations, spoken } from './searchData.ts'

/** Who asks for what; both routes answer with those last written in first. */
type Question =
  | { route: 'listQueue'; input: RouteInput<'listQueue'> }
  | { route: 'listTickets'; input: RouteInput<'listTickets'> }
type Viewers = { agent: string; client: string }
type Place = { main: QueueOwners; other: QueueOwners; viewers: Viewers }

const insertedAtOnce = 5000
const rounds = 30
/** One session may not ask more often. */
const paceMs = 30
/** One in ten tickets is another desk's. */
const elsewhere = 0.1
/** One in ten tickets of the desk is this client's. */
const clientsShare = 0.1
const portals = 500

/**
 * The search over HTTP, as pages ask for it: by an agent in all that the desk has, by a client in its own. Words that nearly all,
 * many, some, few and no tickets have, several at once, one that is still being typed, and a number.
 */
export async function benchSearch({ messages = 1_000_000 }: Record<string, number>): Promise<Figures> {
  await ensureBuilt()
  const database = await startDatabase({ fsync: true })
  const { url: databaseUrl } = await database.clone()
  const place = await preparePlace(databaseUrl)
  const { db, close } = openStore(databaseUrl, 2)
  try {
    const tickets = Math.round(messages / messagesATicket)
    const others = Math.round(tickets * elsewhere)
    await fill(db, place.main, tickets - others)
    await fill(db, place.other, others)
    await settleConversations(db)
    const server = await launchServer({
      databaseUrl,
      env: {
        OPORA_MASTER_KEY: testMasterKey,
        OPORA_LOG_LEVEL: 'error',
        OPORA_SANDBOX: '1',
        OPORA_DATA_DIR: database.dataDir,
      },
    })
    try {
      return await measure(`http://127.0.0.1:${server.port}`, place.viewers, tickets)
    } finally {
      server.kill('SIGTERM')
      await server.exited
    }
  } finally {
    await close()
    await database.stop()
  }
}

async function preparePlace(databaseUrl: string): Promise<Place> {
  const world = await openChatWorld(databaseUrl)
  const { db, close } = openStore(databaseUrl, 1)
  try {
    const [desk, second] = [await world.openDesk('partner'), await world.openDesk('partner')]
    const client = await world.openClient()
    await world.connect(client, desk)
    const named = Array.from({ length: portals }, (_, index) => `bench${index}`)
    const agentIds = Array.from({ length: 100 }, (_, index) => index + 1)
    await insertPortals(db, named)
    await insertStaff(db, desk.deskId, agentIds)
    const memberIds = named.map((one, index) => (index < portals * clientsShare ? client.memberId : one))
    return {
      main: { deskId: desk.deskId, memberIds, agentIds },
      other: { deskId: second.deskId, memberIds, agentIds },
      viewers: { agent: desk.ownerToken, client: client.adminToken },
    }
  } finally {
    await close()
    await world.close()
  }
}

async function fill(db: Db, owners: QueueOwners, wanted: number): Promise<void> {
  for (let from = 1; from <= wanted; from += insertedAtOnce) {
    await insertConversations(db, owners, { from, to: Math.min(wanted, from + insertedAtOnce - 1) })
  }
}

const word = (index: number) => spoken[index] ?? ''

function questions(tickets: number): Question[] {
  const asked = [
    word(0),
    word(20),
    word(100),
    word(1000),
    word(10_000),
    word(39_000),
    'неслыханное',
    `${word(0)} ${word(1)}`,
    `${word(20)} ${word(300)}`,
    `${word(100)} ${word(5000)}`,
    `${word(3000)} ${word(20_000)}`,
    word(1000).slice(0, 4),
    `${word(100)} ${word(9000).slice(0, 5)}`,
    String(Math.floor(tickets / 3)),
  ]
  const ofAgent = asked.flatMap((search): Question[] => [
    { route: 'listQueue', input: { search, filter: 'all' } },
    { route: 'listQueue', input: { search } },
  ])
  const narrowed: Question[] = [
    { route: 'listQueue', input: { search: word(300), filter: 'mine' } },
    { route: 'listQueue', input: { search: word(300), filter: 'all', memberId: 'bench77' } },
    { route: 'listQueue', input: { search: word(100), filter: 'closed', assigneeId: 42 } },
    { route: 'listQueue', input: { search: word(1000), filter: 'all', priority: 'critical' } },
  ]
  return [
    ...ofAgent,
    ...narrowed,
    ...asked.map((search): Question => ({ route: 'listTickets', input: { search, filter: 'all' } })),
  ]
}

/** The first round fills caches and makes plans. Which question was slow is told on the way. */
async function measure(url: string, viewers: Viewers, tickets: number): Promise<Figures> {
  const taken: Record<'agent' | 'client', number[]> = { agent: [], client: [] }
  for (const question of questions(tickets)) {
    const viewer = question.route === 'listQueue' ? 'agent' : 'client'
    const times: number[] = []
    for (let turn = 0; turn <= rounds; turn += 1) {
      const took = await timed(url, viewers[viewer], question)
      if (turn > 0) times.push(took)
      await pause(Math.max(0, paceMs - took))
    }
    times.sort((one, other) => one - other)
    taken[viewer].push(...times)
    console.error(`${round(percentile(times, 0.95))} ms  ${viewer} ${JSON.stringify(question.input)}`)
  }
  const all = [...taken.agent, ...taken.client].toSorted((one, other) => one - other)
  return {
    tickets,
    messages: tickets * messagesATicket,
    p50Ms: round(percentile(all, 0.5)),
    p95Ms: round(percentile(all, 0.95)),
    p99Ms: round(percentile(all, 0.99)),
    agentP95Ms: round(
      percentile(
        taken.agent.toSorted((one, other) => one - other),
        0.95,
      ),
    ),
    clientP95Ms: round(
      percentile(
        taken.client.toSorted((one, other) => one - other),
        0.95,
      ),
    ),
  }
}

async function timed(url: string, token: string, { route, input }: Question): Promise<number> {
  const startedAt = performance.now()
  const response = await fetch(`${url}${routes[route].path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(input),
  })
  if (!response.ok) throw new Error(`the search was refused: ${await response.text()}`)
  await response.json()
  return performance.now() - startedAt
}
