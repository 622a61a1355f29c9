import type { ListTicketsInput, TicketPage, TicketSummary } from '#contract/tickets.ts'
import type { Reason } from '../lib/reason.ts'

export type ListSource = 'client' | 'desk'
export type ListFilter = ListTicketsInput['filter']

export interface TicketListState {
  readonly filter: ListFilter
  readonly search: string
  readonly tickets: readonly TicketSummary[]
  readonly nextCursor: string | null
  readonly status: 'loading' | 'ready' | 'failed'
  readonly reason: Reason | null
}

export const emptyList: TicketListState = {
  filter: 'open',
  search: '',
  tickets: [],
  nextCursor: null,
  status: 'loading',
  reason: null,
}

export function withFirstPage(list: TicketListState, page: TicketPage): TicketListState {
  return { ...list, tickets: page.tickets, nextCursor: page.nextCursor, status: 'ready', reason: null }
}

/** Paging goes by a cursor, yet a ticket that moved meanwhile may come twice: the known one wins. */
export function withNextPage(list: TicketListState, page: TicketPage): TicketListState {
  const known = new Set(list.tickets.map(({ ticketId }) => ticketId))
  const added = page.tickets.filter(({ ticketId }) => !known.has(ticketId))
  return { ...list, tickets: [...list.tickets, ...added], nextCursor: page.nextCursor, status: 'ready', reason: null }
}

/** A ticket changed: it takes its new place, leaves a list that it no longer belongs to, or is new in it. */
export function withSummary(list: TicketListState, summary: TicketSummary, viewerId: number): TicketListState {
  const known = list.tickets.find(({ ticketId }) => ticketId === summary.ticketId)
  const rest = list.tickets.filter((other) => other !== known)
  // Only the server knows whether an unknown ticket matches what was searched for.
  if (known === undefined && list.search !== '') return list
  if (!belongs(summary, list.filter, viewerId)) return known === undefined ? list : { ...list, tickets: rest }
  const oldest = list.tickets.at(-1)
  const isBeyondLoaded = list.nextCursor !== null && oldest !== undefined && summary.lastAt < oldest.lastAt
  if (known === undefined && isBeyondLoaded) return list
  const place = rest.findIndex(({ lastAt }) => lastAt <= summary.lastAt)
  // A live summary is the same for every reader: how far this one has read, only the list knows.
  const changed = { ...summary, readSeq: Math.max(summary.readSeq, known?.readSeq ?? 0) }
  return { ...list, tickets: place === -1 ? [...rest, changed] : rest.toSpliced(place, 0, changed) }
}

function belongs(summary: TicketSummary, filter: ListFilter, viewerId: number): boolean {
  switch (filter) {
    case 'open':
      return summary.status !== 'closed'
    case 'closed':
      return summary.status === 'closed'
    case 'mine':
      return summary.assignee?.userId === viewerId && summary.status !== 'closed'
    case 'all':
    case undefined:
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
export function heldOrder(
  tickets: readonly TicketSummary[],
  held: readonly string[] | null,
): { shown: readonly TicketSummary[]; fresh: number } {
  if (held === null) return { shown: tickets, fresh: 0 }
  const known = new Set(held)
  const byId = new Map(tickets.map((summary) => [summary.ticketId, summary]))
  const lastHeld = tickets.findLastIndex(({ ticketId }) => known.has(ticketId))
  const unknown = tickets.filter(({ ticketId }) => !known.has(ticketId))
  const below = tickets.filter(({ ticketId }, index) => index > lastHeld && !known.has(ticketId))
  const kept = held.flatMap((ticketId) => byId.get(ticketId) ?? [])
  return { shown: [...kept, ...below], fresh: unknown.length - below.length }
}
