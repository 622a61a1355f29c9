import { mostMinor } from '#contract/billing/base.types.ts'
import { moneyOf } from '../../domain/decimal.ts'
import { creditOf, receivedOf, type Order } from '../../orders/domain/order.ts'

/** What CRM says of an order's invoice. */
export type InvoiceRead = { stage: 'open' | 'success' | 'failure'; amount: string; currency: string }

export type Verdict =
  | { is: 'unpaid' }
  | { is: 'paying'; minor: number }
  /** The order is paid, by hand or by this very invoice: nothing comes on top. */
  | { is: 'settled' }
  | { is: 'differs'; problem: 'amountDiffers' | 'currencyDiffers' }
  /** Somebody has paid for what is cancelled or has lapsed: nothing begins by itself. */
  | { is: 'tooLate' }

/** Q4: an invoice that covers what is still missing pays its order; whatever else it says is for people to look at. */
export function judge(order: Order, { stage, amount, currency }: InvoiceRead, at: Date): Verdict {
  if (stage !== 'success') return { is: 'unpaid' }
  if (order.status === 'paid') return { is: 'settled' }
  if (order.status !== 'open' || order.lapsesAt.getTime() <= at.getTime()) return { is: 'tooLate' }
  if (currency !== order.quote.total.currency) return { is: 'differs', problem: 'currencyDiffers' }
  const paid = moneyOf(amount, currency)
  const missing = -creditOf(order).minor
  const isTooMuch = paid !== null && receivedOf(order) + paid.minor > mostMinor
  if (paid === null || isTooMuch || paid.minor < missing) return { is: 'differs', problem: 'amountDiffers' }
  return { is: 'paying', minor: paid.minor }
}

/** Which stage an invoice gets whose order has ended without it; null: it stays as it is. */
export function stageToGive(order: Pick<Order, 'status'>, stage: InvoiceRead['stage']): 'success' | 'failure' | null {
  if (stage !== 'open' || order.status === 'open') return null
  return order.status === 'paid' ? 'success' : 'failure'
}

/** Quanta by their price, where that is whole; a package of a fixed size is one piece. */
export function rowOf({ quanta, total }: Pick<Order['quote'], 'quanta' | 'total'>): {
  minor: number
  quantity: number
} {
  const isWhole = total.minor % quanta === 0
  return isWhole ? { minor: total.minor / quanta, quantity: quanta } : { minor: total.minor, quantity: 1 }
}
