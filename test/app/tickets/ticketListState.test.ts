import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  emptyList,
  keptOrder,
  isUnread,
  openQuery,
  withFirstPage,
  withNextPage,
  withSummary,
} from '#app/tickets/ticketList.ts'
import type { TicketListState } from '#app/tickets/ticketList.ts'
import type { TicketSummary } from '#contract/tickets/types.ts'
import { instant, summaryOf } from '../factories.ts'

const ticket = (number: number, changes = {}) =>
  summaryOf({ ticketId: `t${number}`, number: `OP-${number}`, lastAt: instant(number), ...changes })
const listOf = (...numbers: number[]): TicketListState =>
  withFirstPage(emptyList, { tickets: numbers.map((number) => ticket(number)), nextCursor: null })
const idsOf = ({ tickets }: TicketListState) => tickets.map(({ ticketId }) => ticketId)

describe('a list of tickets', () => {
  it('puts a ticket that changed where it belongs, and keeps one line a ticket', () => {
    const changed = withSummary(listOf(9, 8, 7), ticket(7, { lastAt: instant(10) }), 1)

    expect(idsOf(changed)).toEqual(['t7', 't9', 't8'])
  })

  it('T8 loses a ticket that no longer belongs to it', () => {
    expect(idsOf(withSummary(listOf(9, 8), ticket(8, { status: 'closed' }), 1))).toEqual(['t9'])
    expect(
      idsOf(withSummary({ ...listOf(9), query: { filter: 'mine', order: 'queue' } }, ticket(9, { assignee: null }), 1)),
    ).toEqual([])
  })

  it('adds nothing of which only the server knows whether it was searched for', () => {
    expect(idsOf(withSummary({ ...listOf(9), query: { ...openQuery, search: 'почта' } }, ticket(10), 1))).toEqual([
      't9',
    ])
  })

  it('leaves out a ticket that belongs below what has been loaded', () => {
    const list = { ...listOf(9, 8), nextCursor: 'more' }

    expect(idsOf(withSummary(list, ticket(3), 1))).toEqual(['t9', 't8'])
  })

  it('shows a ticket once even when paging brings it again', () => {
    const next = withNextPage(
      { ...listOf(9, 8), nextCursor: 'more' },
      { tickets: [ticket(8), ticket(7)], nextCursor: null },
    )

    expect(idsOf(next)).toEqual(['t9', 't8', 't7'])
  })

  it('is in the same order however its changes arrive', () => {
    const changes = [1, 2, 3, 4, 5].map((number) => ticket(number))

    fc.assert(
      fc.property(fc.shuffledSubarray(changes, { minLength: 5 }), (arrived) => {
        const list = arrived.reduce<TicketListState>((known, change) => withSummary(known, change, 1), emptyList)
        expect(idsOf(list)).toEqual(['t5', 't4', 't3', 't2', 't1'])
      }),
    )
  })

  it('T8 remembers what was read when a live summary, which is the same for everybody, comes without it', () => {
    const list = withFirstPage(emptyList, { tickets: [ticket(9, { lastSeq: 4, readSeq: 4 })], nextCursor: null })

    const [line] = withSummary(list, ticket(9, { lastSeq: 5, readSeq: 0 }), 1).tickets

    expect(line).toMatchObject({ lastSeq: 5, readSeq: 4 })
  })

  it('knows what has not been read', () => {
    expect(isUnread(ticket(1, { lastSeq: 4, readSeq: 3 }))).toBe(true)
    expect(isUnread(ticket(1, { lastSeq: 4, readSeq: 4 }))).toBe(false)
  })
})

describe('S7 a live queue', () => {
  const waiting = (number: number, changes: Partial<NonNullable<TicketSummary['queue']>> = {}) =>
    ticket(number, {
      status: 'queued',
      queue: {
        category: null,
        priority: 'medium',
        dueAt: null,
        queuedAt: instant(number),
        rank: 9,
        wish: null,
        ...changes,
      },
    })
  const queueOf = (order: 'arrival' | 'deadline', ...tickets: TicketSummary[]) =>
    withFirstPage(emptyList, { tickets, nextCursor: null, order })
  const arriveIn = (list: TicketListState, ...arrived: TicketSummary[]) =>
    arrived.reduce((known, one) => withSummary(known, one, 1), list)

  it('has the oldest first, and on top what goes first', () => {
    const list = arriveIn(queueOf('arrival'), waiting(3), waiting(9, { rank: 0 }), waiting(1), waiting(5))

    expect(idsOf(list)).toEqual(['t9', 't1', 't3', 't5'])
  })

  it('goes by the deadline where the regulation says so; without one a ticket comes after those that have one', () => {
    const due = (number: number) => ({ dueAt: instant(number) })
    const list = arriveIn(queueOf('deadline'), waiting(1), waiting(2, due(90)), waiting(3, due(80)), waiting(4))

    expect(idsOf(list)).toEqual(['t3', 't2', 't1', 't4'])
  })

  it('keeps its place whatever is written in a ticket', () => {
    const list = arriveIn(queueOf('arrival', waiting(1), waiting(2)), { ...waiting(2), lastAt: instant(99) })

    expect(idsOf(list)).toEqual(['t1', 't2'])
  })

  it('tells of new ones, also of one that belongs further down than what has been loaded', () => {
    const list = { ...queueOf('arrival', waiting(1), waiting(2)), nextCursor: 'more' }

    const now = arriveIn(list, waiting(9), waiting(9), waiting(8, { rank: 0 }))

    expect(idsOf(now)).toEqual(['t8', 't1', 't2'])
    expect(now.news).toEqual(['t9', 't8'])
    expect(withFirstPage(now, { tickets: [], nextCursor: null }).news).toEqual([])
  })

  it('has only what its conditions say', () => {
    const list = { ...queueOf('arrival'), query: { ...openQuery, priority: 'high', memberId: 'member1' } as const }
    const matching = waiting(1, { priority: 'high' })

    const now = arriveIn(list, matching, waiting(2), { ...waiting(3, { priority: 'high' }), memberId: 'other' })

    expect(idsOf(now)).toEqual(['t1'])
    expect(idsOf(arriveIn(now, waiting(1, { priority: 'low' })))).toEqual([])
  })
})

describe('a list under the hand of its reader', () => {
  it('does not move: what is new waits above, what was loaded joins below', () => {
    const { tickets } = listOf(10, 8, 9, 7, 2)

    const { shown, fresh } = keptOrder(tickets, ['t9', 't8', 't7'])

    expect(shown.map(({ ticketId }) => ticketId)).toEqual(['t9', 't8', 't7', 't2'])
    expect(fresh).toBe(1)
  })

  it('moves again when it is let go', () => {
    const { tickets } = listOf(10, 9)

    expect(keptOrder(tickets, null)).toEqual({ shown: tickets, fresh: 0 })
  })
})
