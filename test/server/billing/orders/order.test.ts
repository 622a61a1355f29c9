import { describe, expect, it } from 'vitest'
import {
  beginOrder,
  creditOf,
  decideOrder,
  evolveOrder,
  type Order,
  place,
} from '#server/billing/orders/domain/order.ts'
import { refusalOf } from '#test/support/refusals.ts'
import { days, minutes, monday } from '../scene.ts'

const total = { minor: 7_200_00, currency: 'RUB' }
const quote = { quanta: 12, total, validity: { unit: 'days', count: 30 } } as const
const placed = beginOrder(place({ at: monday, orderId: 'o1', planCode: 'prepaid', quote, lapseDays: 5 }))

function paying(order: Order, documentNumber: string, minor: number, currency = 'RUB'): Order {
  const payment = { documentNumber, documentDate: '2026-03-01', amount: { minor, currency } }
  return decideOrder(order, { type: 'recordPayment', at: minutes(5), payment }).reduce(evolveOrder, order)
}

describe('Q4 an order', () => {
  it('freezes its price and lapses unpaid after the regulation’s days', () => {
    expect(placed).toMatchObject({ status: 'open', quote, lapsesAt: days(5) })
    expect(refusalOf(() => decideOrder(placed, { type: 'lapse', at: minutes(1) }))?.code).toBe('not_yet_due')
    expect(decideOrder(placed, { type: 'lapse', at: days(5) })).toEqual([{ type: 'order.lapsed', at: days(5) }])
  })

  it('is paid when its whole total has come', () => {
    expect(paying(placed, 'A-1', 7_200_00)).toMatchObject({ status: 'paid', paidAt: minutes(5) })
  })

  it('underpaid stays unpaid until the rest comes', () => {
    const under = paying(placed, 'A-1', 7_199_99)

    expect(under.status).toBe('open')
    expect(creditOf(under)).toEqual({ minor: -1, currency: 'RUB' })
    expect(paying(under, 'A-2', 1).status).toBe('paid')
  })

  it('shows an excess as credit, also what comes when it is paid', () => {
    const over = paying(paying(placed, 'A-1', 8_000_00), 'A-2', 100_00)

    expect(over).toMatchObject({ status: 'paid', paidAt: minutes(5) })
    expect(creditOf(over)).toEqual({ minor: 900_00, currency: 'RUB' })
  })

  it('counts the same document once', () => {
    const once = paying(placed, 'A-1', 7_000_00)

    expect(paying(once, 'A-1', 7_000_00)).toEqual(once)
  })

  it('takes neither another currency nor money for what has lapsed, and does not lapse when paid', () => {
    const lapsed = decideOrder(placed, { type: 'lapse', at: days(5) }).reduce(evolveOrder, placed)

    expect(refusalOf(() => paying(placed, 'A-1', 7_200_00, 'UAH'))?.code).toBe('other_currency')
    expect(refusalOf(() => paying(lapsed, 'A-1', 7_200_00))?.code).toBe('order_lapsed')
    expect(decideOrder(lapsed, { type: 'lapse', at: days(6) })).toEqual([])
    expect(decideOrder(paying(placed, 'A-1', 7_200_00), { type: 'lapse', at: days(6) })).toEqual([])
  })
})
