import type { OrderView } from '#contract/billing/orders.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { namesFor, type Named } from '../accounts/accountReads.sql.ts'
import type { Side } from '../domain/accountForUpdate.ts'
import { planTitle } from '../domain/planTitle.ts'
import { creditOf, receivedOf } from './domain/order.ts'
import type { StoredOrder, StoredPayment } from './orders.sql.ts'

export function presentOrder(
  stored: StoredOrder,
  names: Named,
  { plans, work }: Pick<Regulation, 'plans' | 'work'>,
  side: Side,
): OrderView {
  const { order, memberId, deskId } = stored
  const { total, quanta, validity } = order.quote
  const beyond = creditOf(order).minor
  return {
    orderId: order.orderId,
    deskId,
    memberId,
    ...namesFor(names, side),
    planCode: order.planCode,
    planTitle: planTitle(order.planCode, plans),
    clientStatus: stored.clientStatus,
    quanta,
    quantumMinutes: work.quantumMinutes,
    total,
    validity,
    status: order.status,
    placedAt: stored.placedAt.toISOString(),
    placedBy: stored.placedBy,
    lapsesAt: order.lapsesAt.toISOString(),
    endedAt: stored.endedAt?.toISOString() ?? null,
    paid: { ...total, minor: receivedOf(order) },
    credit: { ...total, minor: side === 'desk' ? Math.max(0, beyond) : 0 },
    payments: stored.allPayments.map(presentPayment),
    ...wayToPay(stored, side),
    invoice: side === 'desk' ? presentInvoice(stored.invoice) : null,
    canInvoice: side === 'desk' && stored.usesCrm && order.status === 'open' && canBeMade(stored.invoice),
  }
}

/** What a client needs as long as its order waits for the payment. */
function wayToPay(
  { order, invoice, paymentDetails }: StoredOrder,
  side: Side,
): Pick<OrderView, 'isInvoiced' | 'invoiceNumber' | 'payLink' | 'paymentDetails'> {
  const isOpen = order.status === 'open'
  const waiting = isOpen && invoice?.state === 'sent' ? invoice : null
  return {
    isInvoiced: waiting !== null,
    invoiceNumber: waiting?.number ?? null,
    payLink: waiting?.payLink ?? null,
    paymentDetails: isOpen && side === 'client' ? paymentDetails : '',
  }
}

function presentInvoice(invoice: StoredOrder['invoice']): OrderView['invoice'] {
  if (invoice === null) return null
  const { state, problem, invoiceId, number, hasCompany } = invoice
  return { state, problem, invoiceId, number, hasCompany }
}

function presentPayment({ recordedAt, takenBack, ...payment }: StoredPayment): OrderView['payments'][number] {
  return {
    ...payment,
    recordedAt: recordedAt.toISOString(),
    takenBack: takenBack === null ? null : { ...takenBack, at: takenBack.at.toISOString() },
  }
}

function canBeMade(invoice: StoredOrder['invoice']): boolean {
  if (invoice?.state === 'waiting') return invoice.problem !== null
  return invoice === null || ['failed', 'deleted', 'closed'].includes(invoice.state)
}
