import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareKeys, placeInQueue, type QueuedTicket, queueKey, type QueueRule } from './obviousQueue.ts'
import { at } from '../../sla/history.ts'

const byArrival: QueueRule = { first: ['coupon', 'critical'], thenBy: 'arrival' }
const byDeadline: QueueRule = { first: ['coupon', 'critical'], thenBy: 'deadline' }

function ticket(ticketId: string, minute: number, changes: Partial<QueuedTicket> = {}): QueuedTicket {
  const arrivedAt = new Date(at('2026-11-05T07:00:00Z').getTime() + minute * 60_000)
  return { ticketId, arrivedAt, priority: 'medium', isCoupon: false, deadline: null, ...changes }
}

const queue = [
  ticket('third', 3),
  ticket('first', 1),
  ticket('urgent', 4, { priority: 'critical' }),
  ticket('special', 5, { isCoupon: true }),
  ticket('second', 2),
]

function order(tickets: readonly QueuedTicket[], rule: QueueRule): string[] {
  return tickets
    .toSorted((one, other) => compareKeys(queueKey(one, rule), queueKey(other, rule)))
    .map(({ ticketId }) => ticketId)
}

describe('S7 the queue', () => {
  it('goes by arrival, but coupons and critical tickets go first, in the order of the regulation', () => {
    expect(order(queue, byArrival)).toEqual(['special', 'urgent', 'first', 'second', 'third'])
    expect(order(queue, { ...byArrival, first: ['critical', 'coupon'] }).slice(0, 2)).toEqual(['urgent', 'special'])
  })

  it('lets nobody overtake where the regulation says so', () => {
    expect(order(queue, { first: [], thenBy: 'arrival' })).toEqual(['first', 'second', 'third', 'urgent', 'special'])
  })

  it('goes by the nearest deadline within a group if the regulation says so; without one a ticket waits behind', () => {
    const promised = [
      ticket('none', 1),
      ticket('far', 2, { deadline: at('2026-11-05T12:00:00Z') }),
      ticket('near', 3, { deadline: at('2026-11-05T09:00:00Z') }),
      ticket('urgent', 4, { priority: 'critical', deadline: at('2026-11-05T20:00:00Z') }),
    ]

    expect(order(promised, byDeadline)).toEqual(['urgent', 'near', 'far', 'none'])
    expect(order(promised, byArrival)).toEqual(['urgent', 'none', 'far', 'near'])
  })

  it('tells a client the place, and why somebody who came later is ahead', () => {
    expect(placeInQueue(queue, 'third', byArrival)).toEqual({
      position: 5,
      overtakenBy: { critical: 1, coupon: 1, deadline: 0 },
    })
    expect(placeInQueue(queue, 'special', byArrival)).toEqual({
      position: 1,
      overtakenBy: { critical: 0, coupon: 0, deadline: 0 },
    })
    expect(placeInQueue(queue, 'urgent', byArrival)?.overtakenBy).toEqual({ critical: 0, coupon: 1, deadline: 0 })
    expect(
      placeInQueue([ticket('a', 1), ticket('b', 2, { deadline: at('2026-11-05T09:00:00Z') })], 'a', byDeadline),
    ).toEqual({
      position: 2,
      overtakenBy: { critical: 0, coupon: 0, deadline: 1 },
    })
    expect(placeInQueue(queue, 'elsewhere', byArrival)).toBeNull()
  })

  it('is one order for everybody: nobody shares a place', () => {
    const someone = fc.record({
      ticketId: fc.uuid(),
      minute: fc.nat({ max: 3 }),
      priority: fc.constantFrom('low', 'critical'),
      isCoupon: fc.boolean(),
      due: fc.option(fc.nat({ max: 2 })),
    })
    const tickets = fc.uniqueArray(someone, { selector: ({ ticketId }) => ticketId, maxLength: 12 })
    fc.assert(
      fc.property(tickets, fc.constantFrom(byArrival, byDeadline), (drawn, rule) => {
        const all = drawn.map(({ minute, due, ...rest }) =>
          ticket(rest.ticketId, minute, { ...rest, deadline: due === null ? null : new Date(due) }),
        )

        const places = order(all, rule).map((ticketId) => placeInQueue(all, ticketId, rule)?.position)
        expect(places).toEqual(all.map((_ticket, index) => index + 1))
        expect(order(all.toReversed(), rule)).toEqual(order(all, rule))
      }),
    )
  })
})
