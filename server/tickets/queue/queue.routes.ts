import { mostAhead, type ListOrder, type ListQueueInput, type QueuePage } from '#contract/tickets/queue.types.ts'
import { ordinaryRank } from '#contract/tickets/types.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { presentSummary } from '../tickets.present.ts'
import { readQueueCursor, writeQueueCursor } from './domain/queueCursor.ts'
import { countAhead, findClients, isNarrow, listQueueIds, narrowed, openByName } from './queue.sql.ts'
import { readTickets, type TicketRow } from '../ticketReads.sql.ts'
import { findOwners } from '../tickets.sql.ts'
import { sideOf } from '../domain/side.ts'
import { searchTickets } from '../search/search.sql.ts'
import { listViews, removeView } from './views.sql.ts'
import { saveView } from './views.commands.ts'
import { portalWord, quoted, searchedFor } from '../search/domain/searchTerms.ts'

export type QueueRoutesDeps = {
  db: Db
  /** What the desk's regulation puts first after those that overtake (S7). */
  queueOrder: (deskId: string, at: Date) => Promise<'arrival' | 'deadline'>
}

export type QueueRoutes = 'listQueue' | 'findClients' | 'readViews' | 'saveView' | 'deleteView' | 'readPlace'

const clientsAtOnce = 20

export function queueRoutes({ db, queueOrder }: QueueRoutesDeps): Handlers<QueueRoutes> {
  /** Besides what was written, the tickets of clients that are called so (D8). */
  async function termsOf(deskId: string, text: string): Promise<string | null> {
    const searchTerms = searchedFor(text)
    if (searchTerms === null) return null
    const clients = await findClients(db, deskId, text, clientsAtOnce)
    return anyOf([searchTerms, ...clients.map(({ memberId }) => quoted(portalWord(memberId)))])
  }

  async function search(actor: StaffActor, input: ListQueueInput): Promise<QueuePage> {
    const { deskId } = actor.desk
    const { cursor, limit } = input
    const searchTerms = await termsOf(deskId, input.search ?? '')
    if (searchTerms === null) return { tickets: [], nextCursor: null, order: 'newest' }
    const after = cursor === undefined ? null : readQueueCursor(cursor)
    const found = await searchTickets(
      db,
      { side: 'desk', deskId },
      {
        searchTerms,
        after: after === null ? null : { writtenAt: after.at, ticketId: after.ticketId },
        limit: limit + 1,
        conditions: [...narrowed({ deskId, userId: actor.userId }, input), ...openByName(input.filter)],
        isOpenOnly: input.filter !== 'all' && input.filter !== 'closed',
        isNarrow: isNarrow(input),
      },
    )
    const page = found.slice(0, limit)
    const ids = page.map(({ ticketId }) => ticketId)
    const rows = await readTickets(db, ids, { side: 'desk', userId: actor.userId })
    const last = page.at(-1)
    const key = { order: 'newest', rank: ordinaryRank, dueAt: null } as const
    const hasMore = found.length > limit && last !== undefined
    return {
      tickets: rows.map((row) => presentSummary(row, 'desk')),
      nextCursor: hasMore ? writeQueueCursor({ ...key, at: last.writtenAt, ticketId: last.ticketId }) : null,
      order: 'newest',
    }
  }

  async function list(actor: StaffActor, at: Date, input: ListQueueInput): Promise<QueuePage> {
    if (input.search !== undefined && input.search !== '') return search(actor, input)
    const { deskId } = actor.desk
    const { limit } = input
    const after = input.cursor === undefined ? null : readQueueCursor(input.cursor)
    // A page goes on in the order in which it began, also when the regulation has changed meanwhile.
    const order = after?.order ?? (isByQueue(input) ? await queueOrder(deskId, at) : 'newest')
    if (order !== 'newest' && !isByQueue(input)) throw new Refusal('invalid_input', { field: 'cursor' })
    const scope = { deskId, userId: actor.userId }
    const ids = await listQueueIds(db, scope, input, { order, after, limit: limit + 1 })
    const rows = await readTickets(db, ids.slice(0, limit), { side: 'desk', userId: actor.userId })
    const last = rows.at(-1)
    const hasMore = ids.length > limit && last !== undefined
    return {
      tickets: rows.map((row) => presentSummary(row, 'desk')),
      nextCursor: hasMore ? writeQueueCursor({ order, ...keyOf(last, order) }) : null,
      order,
    }
  }

  return {
    listQueue: (input, { actor, at }) => list(actor, at, input),
    findClients: async (input, { actor }) => ({
      clients: await findClients(db, actor.desk.deskId, input.search, clientsAtOnce),
    }),
    readViews: async (_input, { actor }) => ({ views: await listViews(db, ownerOf(actor)) }),
    async saveView(input, { actor, transaction }) {
      await transaction((unit) => saveView(unit, ownerOf(actor), input))
      return { views: await listViews(db, ownerOf(actor)) }
    },
    async deleteView({ viewId }, { actor, transaction }) {
      await transaction((unit) => removeView(unit, ownerOf(actor), viewId))
      return { views: await listViews(db, ownerOf(actor)) }
    },
    async readPlace({ ticketId }, { actor, at }) {
      const owners = await findOwners(db, ticketId)
      sideOf(actor, owners)
      const order = await queueOrder(owners?.deskId ?? '', at)
      const found = await countAhead(db, ticketId, order, mostAhead)
      if (found === null) return { place: null }
      const { ahead, byUrgent, byDeadline } = found
      const others = byDeadline ? ('deadline' as const) : null
      return {
        place: {
          ahead: Math.min(ahead, mostAhead),
          isMore: ahead > mostAhead,
          overtakenBy: byUrgent ? 'urgent' : others,
          at: at.toISOString(),
        },
      }
    },
  }
}

/** Closed tickets wait for nobody: they have only the one order. */
function isByQueue({ filter, order }: Pick<ListQueueInput, 'filter' | 'order'>): boolean {
  return order === 'queue' && filter !== 'closed' && filter !== 'all'
}

function keyOf(row: TicketRow, order: ListOrder) {
  const { rank, dueAt, queuedAt } = row.queue
  return { rank, dueAt, at: order === 'newest' ? row.activeAt : queuedAt, ticketId: row.ticketId }
}

function anyOf(terms: readonly string[]): string {
  return `(${terms.map((term) => `(${term})`).join(' | ')})`
}

function ownerOf(actor: StaffActor): { deskId: string; userId: number } {
  return { deskId: actor.desk.deskId, userId: actor.userId }
}
