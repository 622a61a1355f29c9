import type { OrderView } from '#contract/billing/orders.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { namesFor, type Named } from '../accounts/accountReads.sql.ts'
import type { Side } from '../domain/accountForUpdate.ts'
import { planTitle } from '../domain/planTitle.ts'
import { creditOf, receivedOf } from './domain/order.ts'
import type { StoredOrder, StoredPayment } from './orders.sql.ts'

export function presentOrder(stored: StoredOrder, names: Named, plans: Regulation['plans'], side: Side): OrderView {
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
    isInvoiced: order.status === 'open' && stored.invoice?.state === 'sent',
    invoice: side === 'desk' ? stored.invoice : null,
    canInvoice: side === 'desk' && stored.usesCrm && order.status === 'open' && canBeMade(stored.invoice),
  }
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
