import { Refusal } from '#server/platform/refusal.ts'
import { type Money, sum } from '../../domain/money.ts'
import type { OrderQuote } from '../../domain/price.ts'
import { DAY } from '#server/calendar/seconds.ts'

/** One document that says money came; its date is only an attribute (Q4). */
export type Payment = { documentNumber: string; documentDate: string; amount: Money }

type OrderBase = {
  orderId: string
  planCode: string
  /** Frozen when the order was confirmed. */
  quote: OrderQuote
  lapsesAt: Date
  payments: readonly Payment[]
}

export type Order = OrderBase &
  ({ status: 'open' } | { status: 'paid'; paidAt: Date } | { status: 'lapsed' } | { status: 'cancelled' })

export type OrderEvent =
  | { type: 'order.placed'; at: Date; orderId: string; planCode: string; quote: OrderQuote; lapsesAt: Date }
  | { type: 'order.paymentRecorded'; at: Date; payment: Payment }
  | { type: 'order.paid'; at: Date }
  | { type: 'order.lapsed'; at: Date }
  | { type: 'order.cancelled'; at: Date }

export type OrderCommand =
  | { type: 'recordPayment'; at: Date; payment: Payment }
  | { type: 'lapse'; at: Date }
  | { type: 'cancel'; at: Date }

type Placing = { at: Date; orderId: string; planCode: string; quote: OrderQuote; lapseDays: number }

export function place({
  at,
  orderId,
  planCode,
  quote,
  lapseDays,
}: Placing): Extract<OrderEvent, { type: 'order.placed' }> {
  return { type: 'order.placed', at, orderId, planCode, quote, lapsesAt: new Date(at.getTime() + lapseDays * DAY) }
}

/** Underpaid stays open, the documents add up; the same document twice counts once; what comes later is credit. */
export function decideOrder(order: Order, command: OrderCommand): OrderEvent[] {
  const { at } = command
  switch (command.type) {
    case 'recordPayment': {
      const { payment } = command
      if (order.payments.some(({ documentNumber }) => documentNumber === payment.documentNumber)) return []
      if (order.status === 'lapsed') throw new Refusal('order_lapsed')
      if (order.status === 'cancelled') throw new Refusal('order_cancelled')
      if (payment.amount.currency !== order.quote.total.currency) {
        throw new Refusal('other_currency', { currency: order.quote.total.currency })
      }
      if (payment.amount.minor < 0) throw new RangeError('A payment of less than nothing')
      const recorded: OrderEvent = { type: 'order.paymentRecorded', at, payment }
      const isPaid = order.status === 'open' && creditOf(evolveOrder(order, recorded)).minor >= 0
      return isPaid ? [recorded, { type: 'order.paid', at }] : [recorded]
    }
    case 'lapse': {
      if (order.status !== 'open') return []
      if (at.getTime() < order.lapsesAt.getTime()) {
        throw new Refusal('not_yet_due', { dueAt: order.lapsesAt.toISOString() })
      }
      return [{ type: 'order.lapsed', at }]
    }
    case 'cancel': {
      if (order.status === 'paid') throw new Refusal('order_paid')
      return order.status === 'open' ? [{ type: 'order.cancelled', at }] : []
    }
  }
}

export function beginOrder({
  orderId,
  planCode,
  quote,
  lapsesAt,
}: Extract<OrderEvent, { type: 'order.placed' }>): Order {
  return { orderId, planCode, quote, lapsesAt, payments: [], status: 'open' }
}

export function evolveOrder(order: Order, event: OrderEvent): Order {
  switch (event.type) {
    case 'order.placed':
      return order
    case 'order.paymentRecorded':
      return { ...order, payments: [...order.payments, event.payment] }
    case 'order.paid':
      return { ...order, status: 'paid', paidAt: event.at }
    case 'order.lapsed':
      return { ...order, status: 'lapsed' }
    case 'order.cancelled':
      return { ...order, status: 'cancelled' }
  }
}

/** What came beyond the total; below 0: what is still missing. */
export function creditOf({ quote: { total }, payments }: Order): Money {
  return payments.reduce((credit, { amount }) => sum(credit, amount), { minor: -total.minor, currency: total.currency })
}
