import type { InvoiceView } from '#contract/billing/crm.types.ts'
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

/** What its order has come to, and whether it was this program that brought the invoice to where it is. */
type Ended = Pick<Order, 'status'> & { isMoved: boolean }

/**
 * Which stage an invoice gets whose order has ended without it, or goes on without the payment for which it was moved; null: it
 * stays as it is. What a person has marked as paid in CRM is theirs.
 */
export function stageToGive({ status, isMoved }: Ended, stage: InvoiceRead['stage']): InvoiceRead['stage'] | null {
  const wanted = stageOf[status]
  if (stage === 'open') return wanted === 'open' ? null : wanted
  return stage === 'success' && isMoved && wanted !== 'success' ? wanted : null
}

const stageOf: Record<Order['status'], InvoiceRead['stage']> = {
  open: 'open',
  paid: 'success',
  lapsed: 'failure',
  cancelled: 'failure',
}

/** Something may still become of it: CRM is looked at for it again. */
export function isUnsettled({ state, problem }: Pick<InvoiceView, 'state' | 'problem'>): boolean {
  return state === 'waiting' || state === 'sent' || problem === 'stillPaid'
}

/** Quanta by their price, where that is whole; a package of a fixed size is one piece. */
export function rowOf({ quanta, total }: Pick<Order['quote'], 'quanta' | 'total'>): {
  minor: number
  quantity: number
} {
  const isWhole = total.minor % quanta === 0
  return isWhole ? { minor: total.minor / quanta, quantity: quanta } : { minor: total.minor, quantity: 1 }
}
