import type { ListOrder, QueueQuery } from '#contract/tickets/queue.types.ts'
import type { TicketSummary } from '#contract/tickets/types.ts'
import type { ApiError } from '#app/lib/apiError.ts'

export type ListSource = 'client' | 'desk'
/** A client's list knows only `open`, `closed`, `all` and a search. */
export type ListQuery = QueueQuery
export type ListFilter = QueueQuery['filter']

export interface TicketListState {
  readonly query: ListQuery
  /** What the server has put them in order by. */
  readonly order: ListOrder
  readonly tickets: readonly TicketSummary[]
  readonly nextCursor: string | null
  readonly status: 'loading' | 'ready' | 'failed'
  readonly reason: ApiError | null
  /** Tickets that have come since the list was read; in a queue they may stand anywhere, also further down. */
  readonly news: readonly string[]
}

export const openQuery: ListQuery = { filter: 'open', order: 'queue' }

export const emptyList: TicketListState = {
  query: openQuery,
  order: 'newest',
  tickets: [],
  nextCursor: null,
  status: 'loading',
  reason: null,
  news: [],
}

interface Page {
  tickets: readonly TicketSummary[]
  nextCursor: string | null
  order?: ListOrder
}

export function withFirstPage(list: TicketListState, page: Page): TicketListState {
  const { tickets, nextCursor, order = 'newest' } = page
  return { ...list, tickets, nextCursor, order, status: 'ready', reason: null, news: [] }
}

/** Paging goes by a cursor, yet a ticket that moved meanwhile may come twice: the known one wins. */
export function withNextPage(list: TicketListState, page: Page): TicketListState {
  const known = new Set(list.tickets.map(({ ticketId }) => ticketId))
  const added = page.tickets.filter(({ ticketId }) => !known.has(ticketId))
  return { ...list, tickets: [...list.tickets, ...added], nextCursor: page.nextCursor, status: 'ready', reason: null }
}

/** A ticket changed: it takes its new place, leaves a list that it no longer belongs to, or is new in it. */
export function withSummary(list: TicketListState, summary: TicketSummary, viewerId: number): TicketListState {
  const known = list.tickets.find(({ ticketId }) => ticketId === summary.ticketId)
  const rest = list.tickets.filter((other) => other !== known)
  // Only the server knows whether an unknown ticket matches what was searched for.
  if (known === undefined && isSearched(list.query)) return list
  if (!belongs(summary, list.query, viewerId)) return known === undefined ? list : { ...list, tickets: rest }
  const isNew = known === undefined && !list.news.includes(summary.ticketId)
  const news = isNew ? [...list.news, summary.ticketId] : list.news
  const last = list.tickets.at(-1)
  const isBeyondLoaded = list.nextCursor !== null && last !== undefined && compare(summary, last, list.order) > 0
  if (known === undefined && isBeyondLoaded) return { ...list, news }
  const place = rest.findIndex((other) => compare(summary, other, list.order) <= 0)
  // A live summary is the same for every reader: how far this one has read, only the list knows.
  const changed = { ...summary, readSeq: Math.max(summary.readSeq, known?.readSeq ?? 0) }
  return { ...list, news, tickets: place === -1 ? [...rest, changed] : rest.toSpliced(place, 0, changed) }
}

export function isSearched({ search }: ListQuery): boolean {
  return search !== undefined && search !== ''
}

/** Below zero: the first one stands higher. The same order as the server's, so that a live ticket finds its place. */
function compare(one: TicketSummary, other: TicketSummary, order: ListOrder): number {
  if (order === 'newest' || one.queue === null || other.queue === null) {
    return byText(other.lastAt, one.lastAt)
  }
  const urgency = one.queue.rank - other.queue.rank
  if (urgency !== 0) return urgency
  const deadline = order === 'deadline' ? byDeadline(one.queue.dueAt, other.queue.dueAt) : 0
  return deadline || byText(one.queue.queuedAt, other.queue.queuedAt) || byText(one.ticketId, other.ticketId)
}

function byDeadline(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  return byText(one, other)
}

function byText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

function belongs(summary: TicketSummary, query: ListQuery, viewerId: number): boolean {
  const { status, queue } = summary
  const assigneeId = summary.assignee?.userId ?? null
  const wanted: [wanted: unknown, found: unknown][] = [
    [query.status, status],
    [query.priority, queue?.priority],
    [query.category, queue?.category],
    [query.memberId, summary.memberId],
    [query.assigneeId, assigneeId],
  ]
  if (wanted.some(([one, found]) => one !== undefined && one !== found)) return false
  switch (query.filter) {
    case 'open':
      return status !== 'closed'
    case 'closed':
      return status === 'closed'
    case 'mine':
      return assigneeId === viewerId && status !== 'closed'
    case 'unassigned':
      return assigneeId === null && status !== 'closed'
    case 'all':
      return true
  }
}

export function isUnread({ lastSeq, readSeq }: TicketSummary): boolean {
  return lastSeq > readSeq
}

/**
 * While somebody points at a list or walks through it, its order stays: what changed is shown in its place, what is new
 * waits above, what was loaded further down joins at the end.
 */
export function keptOrder(
  tickets: readonly TicketSummary[],
  frozen: readonly string[] | null,
): { shown: readonly TicketSummary[]; fresh: number } {
  if (frozen === null) return { shown: tickets, fresh: 0 }
  const known = new Set(frozen)
  const byId = new Map(tickets.map((summary) => [summary.ticketId, summary]))
  const lastHeld = tickets.findLastIndex(({ ticketId }) => known.has(ticketId))
  const unknown = tickets.filter(({ ticketId }) => !known.has(ticketId))
  const below = tickets.filter(({ ticketId }, index) => index > lastHeld && !known.has(ticketId))
  const kept = frozen.flatMap((ticketId) => byId.get(ticketId) ?? [])
  return { shown: [...kept, ...below], fresh: unknown.length - below.length }
}
