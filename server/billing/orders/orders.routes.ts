import type { AccountOf, OrderView } from '#contract/billing/types.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Call, Handlers } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import { dateCursor, readDateCursor } from '../domain/cursors.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import { sendInvoice, type SyncLater } from '../invoices/invoices.commands.ts'
import { cancelOrder, placeOrder, recordPayment, sideOfOrder, type OrderDeps } from './orders.commands.ts'
import { presentOrder } from '../accounts/accounts.present.ts'
import { findOrder, listStoredOrders, type StoredOrder } from './orders.sql.ts'
import { findNames } from '../accounts/accountReads.sql.ts'
import { orderOwed } from './postpaid.commands.ts'

export type OrderRouteNames =
  | 'listOrders'
  | 'placeOrder'
  | 'orderOwed'
  | 'cancelOrder'
  | 'recordPayment'
  | 'sendInvoice'

/** An account, and on which side of it the asker stands. */
export type Entered = AccountKey & { side: 'client' | 'desk' }
type OrderRoutesDeps = OrderDeps & {
  db: Db
  syncLater: SyncLater
  enter: (call: Call, account: AccountOf) => Promise<Entered>
}

/** Q4 */
export function orderRoutes(deps: OrderRoutesDeps): Handlers<OrderRouteNames> {
  const { db } = deps

  async function showOrder({ actor, at }: Pick<Call, 'actor' | 'at'>, orderId: string): Promise<OrderView> {
    const stored = await findOrder(db, orderId)
    const side = stored === null ? null : sideOfOrder(actor, stored)
    if (stored === null || side === null) throw new Refusal('not_found')
    return present(stored, side, at)
  }

  async function present(stored: StoredOrder, side: 'client' | 'desk', at: Date): Promise<OrderView> {
    const names = await findNames(db, stored)
    if (names === null) throw new Error('an order has no desk or no portal')
    const { regulation } = await regulationAt(db, stored.deskId, at)
    return presentOrder(stored, names, regulation.plans, side)
  }

  return {
    async listOrders({ side, memberId, status, cursor, limit }, call) {
      const { actor, at } = call
      if (side === 'client' ? actor.client === null : actor.desk === null) throw new Refusal('not_allowed')
      const own = { deskId: null, memberId: actor.memberId }
      const ofDesk = { deskId: actor.desk?.deskId ?? '', memberId: memberId ?? null }
      const place = readDateCursor(cursor)
      const after = place === null ? null : { at: place.at, orderId: place.id }
      const filter = { ...(side === 'client' ? own : ofDesk), status: status ?? null }
      const stored = await listStoredOrders(db, filter, { after, limit: limit + 1 })
      const page = stored.slice(0, limit)
      const last = stored.length > limit ? page.at(-1) : undefined
      return {
        orders: await Promise.all(page.map((one) => present(one, side, at))),
        nextCursor: last === undefined ? null : dateCursor(last.placedAt, last.order.orderId),
      }
    },
    async placeOrder(input, call) {
      await call.transaction((unit) => placeOrder(unit, deps, call.actor, input))
      return showOrder(call, input.orderId)
    },
    async orderOwed({ account, ...ordered }, call) {
      const entered = await deps.enter(call, account)
      await call.transaction((unit) => orderOwed(unit, deps, call.actor, entered, ordered))
      return showOrder(call, ordered.orderId)
    },
    async cancelOrder({ orderId }, call) {
      await call.transaction((unit) => cancelOrder(unit, call.actor, orderId))
      return showOrder(call, orderId)
    },
    async sendInvoice({ orderId }, call) {
      await call.transaction((unit) => sendInvoice(unit, call.actor, orderId, deps.syncLater))
      return showOrder(call, orderId)
    },
    async recordPayment(input, call) {
      await call.transaction((unit) => recordPayment(unit, deps, call.actor, input))
      return showOrder(call, input.orderId)
    },
  }
}
