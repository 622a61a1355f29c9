import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RouteInput } from '#contract/routes.ts'
import { searchedFor } from '#server/tickets/search/domain/searchTerms.ts'
import { insertPortals, insertStaff, insertTickets, insertWords, vocabulary } from '#test/bench/queueData.ts'
import { startScene, type Scene } from '../scene.ts'

type Query = RouteInput<'listQueue'>
type Row = {
  ticketId: string
  status: string
  priority: string
  category: string
  memberId: string
  assigneeId: number | null
  queueRank: number
  queuedAt: Date
  dueAt: Date | null
  activeAt: Date
}

const count = 12_000
const agents = [3, 11, 12]

let scene: Scene
let deskId: string
let rows: Row[]
beforeAll(async () => {
  scene = await startScene()
  const { db } = scene.world.store
  ;({ deskId } = await scene.world.call('readDesk', {}, scene.agent))
  const memberIds = ['many1', 'many2', 'many3']
  await insertPortals(db, memberIds)
  await insertStaff(db, deskId, agents)
  const owners = { deskId, memberIds, agentIds: agents }
  await insertTickets(db, owners, { from: 1, to: count })
  await insertWords(db, owners, { from: 1, to: count })
  const read = await sql<Row>`
    select ticket_id as "ticketId", status, priority, category, member_id as "memberId", assignee_id as "assigneeId",
           queue_rank as "queueRank", queued_at as "queuedAt", due_at as "dueAt", active_at as "activeAt"
      from tickets where desk_id = ${deskId}`.execute(db)
  rows = read.rows
}, 120_000)
afterAll(() => scene.world.stop())

/** The same by looking at every ticket. */
function fitting(query: Query): Row[] {
  const { filter = 'open', status, priority, category, memberId, assigneeId } = query
  return rows.filter(
    (row) =>
      (filter === 'all' || (row.status === 'closed') === (filter === 'closed')) &&
      (filter !== 'mine' || row.assigneeId === 3) &&
      (filter !== 'unassigned' || row.assigneeId === null) &&
      (status === undefined || row.status === status) &&
      (priority === undefined || row.priority === priority) &&
      (category === undefined || row.category === category) &&
      (memberId === undefined || row.memberId === memberId) &&
      (assigneeId === undefined || row.assigneeId === assigneeId),
  )
}

const byId = (one: Row, other: Row) => (one.ticketId < other.ticketId ? -1 : 1)
const due = ({ dueAt }: Row) => dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER
/** The desk's regulation has it so. */
const byDeadline = (one: Row, other: Row) =>
  one.queueRank - other.queueRank ||
  due(one) - due(other) ||
  one.queuedAt.getTime() - other.queuedAt.getTime() ||
  byId(one, other)
const newestFirst = (one: Row, other: Row) => other.activeAt.getTime() - one.activeAt.getTime() || byId(other, one)

async function pages(query: Query, most: number): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await scene.world.call('listQueue', cursor === undefined ? query : { ...query, cursor }, scene.agent)
    ids.push(...page.tickets.map(({ ticketId }) => ticketId))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined && ids.length < most)
  return ids.slice(0, most)
}

const idsOf = (found: readonly Row[]) => found.map(({ ticketId }) => ticketId)

it.each<Query>([
  {},
  { filter: 'mine' },
  { filter: 'unassigned' },
  { filter: 'all' },
  { filter: 'closed', priority: 'critical' },
  { filter: 'all', assigneeId: 12 },
  { filter: 'closed', assigneeId: 11 },
  { status: 'waitingForClient' },
  { priority: 'critical' },
  { priority: 'low' },
  { priority: 'medium' },
  { priority: 'high', category: 'changeRequest', memberId: 'many2' },
  { memberId: 'many1', filter: 'all' },
  { assigneeId: 12, status: 'resolved' },
])('S7 among many tickets a page has those that looking at each would give: %j', async (query) => {
  const isQueue = query.filter !== 'all' && query.filter !== 'closed'
  const expected = idsOf(fitting(query).toSorted(isQueue ? byDeadline : newestFirst))

  expect(await pages({ ...query, limit: 100 }, 300)).toEqual(expected.slice(0, 300))
})

const word = (place: number) => vocabulary[place] ?? ''

it.each<Query>([
  { search: word(20) },
  { search: word(300) },
  { search: word(300), filter: 'all' },
  { search: word(300), filter: 'mine' },
  { search: word(300), filter: 'closed', assigneeId: 11 },
  { search: word(900), filter: 'all' },
  { search: word(4900), filter: 'all' },
  { search: `${word(20)} ${word(300)}`, filter: 'all' },
  { search: word(40), filter: 'all', priority: 'critical', memberId: 'many3' },
  { search: '7777', filter: 'all' },
])('D7 a search finds what looking at each would give: %j', async (query) => {
  const { rows: having } = await sql<{ ticketId: string }>`
    select ticket_id as "ticketId" from ticket_words
     where desk_id = ${deskId} and (words @@ ${searchedFor(query.search ?? '')}::tsquery)`.execute(scene.world.store.db)
  const ids = new Set(having.map(({ ticketId }) => ticketId))
  const found = fitting(query).filter(({ ticketId }) => ids.has(ticketId))
  const expected = idsOf(found.toSorted(newestFirst))

  expect(await pages({ ...query, limit: 50 }, 200)).toEqual(expected.slice(0, 200))
})
