import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { findShownOrder } from '../orders/orders.queries.ts'
import { sendInvoice, type SyncLater } from './invoices.commands.ts'

/** Q4 */
export function invoiceRoutes({ db, syncLater }: { db: Db; syncLater: SyncLater }): Handlers<'sendInvoice'> {
  return {
    async sendInvoice({ orderId }, call) {
      await call.transaction((unit) => sendInvoice(unit, call.actor, orderId, syncLater))
      return findShownOrder(db, call, orderId)
    },
  }
}
