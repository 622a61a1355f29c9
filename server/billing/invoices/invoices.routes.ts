import type { TakeBackPaymentInput } from '#contract/billing/orders.types.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import { findShownOrder } from '../orders/orders.queries.ts'
import { findOrder } from '../orders/orders.sql.ts'
import { isOfCrm, sendInvoice, type InCrm, type Invoices, type SyncLater } from './invoices.commands.ts'

type InvoiceRoutesDeps = {
  db: Db
  syncLater: SyncLater
  invoices: Invoices
  portalClients: Pick<PortalClients, 'ask'>
}

/** Q4, Q9: what has to do with the invoices in a desk's CRM. */
export function invoiceRoutes(deps: InvoiceRoutesDeps): Handlers<'sendInvoice' | 'takeBackPayment'> {
  const { db, syncLater, invoices } = deps
  return {
    async sendInvoice({ orderId }, call) {
      await call.transaction((unit) => sendInvoice(unit, call.actor, orderId, syncLater))
      return findShownOrder(db, call, orderId)
    },
    async takeBackPayment(input, call) {
      const asked = await askCrm(deps, call.actor, input)
      await call.transaction((unit) => invoices.takeBackPayment(unit, call.actor, input, asked))
      return findShownOrder(db, call, input.orderId)
    },
  }
}

/** Only where the payment was read from there; null: nobody has to be asked. */
async function askCrm(
  { db, portalClients }: InvoiceRoutesDeps,
  actor: StaffActor,
  { orderId, documentNumber }: TakeBackPaymentInput,
): Promise<InCrm | null> {
  const stored = await findOrder(db, orderId)
  const payment = stored?.allPayments.find((one) => one.takenBack === null && one.documentNumber === documentNumber)
  if (stored?.deskId !== actor.desk.deskId || payment === undefined || !isOfCrm(payment)) return null
  const invoiceId = stored.invoice?.invoiceId ?? null
  if (invoiceId === null) return { read: null }
  const read = await portalClients.ask(actor.memberId, actor.userId, ({ crm }, account) =>
    crm.readInvoice(account, invoiceId),
  )
  return { read }
}
