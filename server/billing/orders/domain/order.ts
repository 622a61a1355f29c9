import { Refusal } from '#server/platform/refusal.ts'
import { mostMinor } from '#contract/billing/base.types.ts'
import type { Money } from '../../domain/money.ts'
import type { OrderQuote } from '../../domain/price.ts'
import { DAY } from '#server/calendar/seconds.ts'

/** One document that says money came; its date is only an attribute (Q4). */
export type Payment = Document & { amount: Money }
export type Document = { documentNumber: string; documentDate: string }

type OrderBase = {
  orderId: string
  planCode: string
  /** Frozen when the order was confirmed. */
  quote: OrderQuote
  lapsesAt: Date
  payments: readonly Payment[]
  /** Recorded by mistake: they count no more. */
  takenBack: readonly Payment[]
}

export type Order = OrderBase &
  ({ status: 'open' } | { status: 'paid'; paidAt: Date } | { status: 'lapsed' } | { status: 'cancelled' })

export type OrderEvent =
  | { type: 'order.placed'; at: Date; orderId: string; planCode: string; quote: OrderQuote; lapsesAt: Date }
  | { type: 'order.paymentRecorded'; at: Date; payment: Payment }
  | { type: 'order.paid'; at: Date }
  | { type: 'order.paymentTakenBack'; at: Date; payment: Payment }
  /** What is left of its payments does not cover it any more. */
  | { type: 'order.reopened'; at: Date }
  | { type: 'order.lapsed'; at: Date }
  | { type: 'order.cancelled'; at: Date }

export type OrderCommand =
  | { type: 'recordPayment'; at: Date; payment: Payment }
  | { type: 'takeBackPayment'; at: Date; document: Document }
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

export function decideOrder(order: Order, command: OrderCommand): OrderEvent[] {
  const { at } = command
  switch (command.type) {
    case 'recordPayment':
      return decideRecording(order, command)
    case 'takeBackPayment':
      return decideTakingBack(order, command)
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

type CommandOf<Type extends OrderCommand['type']> = Extract<OrderCommand, { type: Type }>

/** Underpaid stays open, the documents add up; the same document twice counts once; what comes later is credit. */
function decideRecording(order: Order, { at, payment }: CommandOf<'recordPayment'>): OrderEvent[] {
  const known = order.payments.find(({ documentNumber }) => documentNumber === payment.documentNumber)
  if (known !== undefined) {
    if (known.amount.minor !== payment.amount.minor) throw new Refusal('document_differs')
    return []
  }
  if (order.status === 'lapsed') throw new Refusal('order_lapsed')
  if (order.status === 'cancelled') throw new Refusal('order_cancelled')
  if (payment.amount.currency !== order.quote.total.currency) {
    throw new Refusal('other_currency', { currency: order.quote.total.currency })
  }
  if (payment.amount.minor < 0) throw new RangeError('A payment of less than nothing')
  if (receivedOf(order) + payment.amount.minor > mostMinor) throw new Refusal('amount_too_large', { most: mostMinor })
  const recorded: OrderEvent = { type: 'order.paymentRecorded', at, payment }
  const isPaid = order.status === 'open' && creditOf(evolveOrder(order, recorded)).minor >= 0
  return isPaid ? [recorded, { type: 'order.paid', at }] : [recorded]
}

/**
 * A payment that was recorded by mistake. Where the others still cover the order only its credit falls; else it waits for
 * payment again, or has lapsed if its days are over. Twice is once.
 */
function decideTakingBack(order: Order, { at, document }: CommandOf<'takeBackPayment'>): OrderEvent[] {
  const payment = order.payments.find((one) => isSameDocument(one, document))
  if (payment === undefined) {
    if (order.takenBack.some((one) => isSameDocument(one, document))) return []
    throw new Refusal('payment_unknown')
  }
  const takenBack: OrderEvent = { type: 'order.paymentTakenBack', at, payment }
  if (order.status !== 'paid' || creditOf(evolveOrder(order, takenBack)).minor >= 0) return [takenBack]
  const isOver = order.lapsesAt.getTime() <= at.getTime()
  return [takenBack, { type: 'order.reopened', at }, ...(isOver ? [{ type: 'order.lapsed', at } as const] : [])]
}

function isSameDocument(one: Document, other: Document): boolean {
  return one.documentNumber === other.documentNumber && one.documentDate === other.documentDate
}

export function beginOrder({
  orderId,
  planCode,
  quote,
  lapsesAt,
}: Extract<OrderEvent, { type: 'order.placed' }>): Order {
  return { orderId, planCode, quote, lapsesAt, payments: [], takenBack: [], status: 'open' }
}

export function evolveOrder(order: Order, event: OrderEvent): Order {
  switch (event.type) {
    case 'order.placed':
      return order
    case 'order.paymentRecorded':
      return { ...order, payments: [...order.payments, event.payment] }
    case 'order.paid':
      return { ...order, status: 'paid', paidAt: event.at }
    case 'order.paymentTakenBack':
      return {
        ...order,
        payments: order.payments.filter((one) => !isSameDocument(one, event.payment)),
        takenBack: [...order.takenBack, event.payment],
      }
    case 'order.reopened':
      return { ...order, status: 'open' }
    case 'order.lapsed':
      return { ...order, status: 'lapsed' }
    case 'order.cancelled':
      return { ...order, status: 'cancelled' }
  }
}

/**
 * What has come in minor units. Rows from before payments had a ceiling may add up to more than a number can say exactly: then
 * it is the largest that one can, and whoever reads them is not turned away.
 */
export function receivedOf({ payments }: Pick<Order, 'payments'>): number {
  return payments.reduce((received, { amount }) => Math.min(Number.MAX_SAFE_INTEGER, received + amount.minor), 0)
}

/** What came beyond the total; below 0: what is still missing. */
export function creditOf(order: Pick<Order, 'payments' | 'quote'>): Money {
  const { minor, currency } = order.quote.total
  return { minor: receivedOf(order) - minor, currency }
}
