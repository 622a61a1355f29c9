import type { Call, Handlers } from '#server/platform/http/api.ts'
import { readCursor, writeCursor } from '#server/platform/http/cursor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { enterAccount, type AccessDeps } from '../accounts/accountAccess.routes.ts'
import { cancelOrder, placeOrder } from './orders.commands.ts'
import { findShownOrder, showOrder } from './orders.queries.ts'
import { listStoredOrders } from './orders.sql.ts'
import type { Payments } from './payments.commands.ts'
import type { Postpaid } from './postpaid.commands.ts'

type OrderRoutesDeps = AccessDeps & { payments: Payments; postpaid: Postpaid }
type Names = 'listOrders' | 'placeOrder' | 'orderOwed' | 'cancelOrder' | 'recordPayment'

/** Q4 */
export function orderRoutes(deps: OrderRoutesDeps): Handlers<Names> {
  const { db, payments, postpaid } = deps

  /** A client's own choice: all desks, one of them, or the one that answers now. */
  async function deskOf({ actor, at }: Pick<Call, 'actor' | 'at'>, deskId: string | null | undefined) {
    if (deskId === undefined) return null
    return deskId ?? (await deps.answeringDesk({ tx: db, at }, actor.memberId))
  }

  return {
    async listOrders({ side, deskId, memberId, status, cursor, limit }, call) {
      const { actor } = call
      if (side === 'client' ? actor.client === null : actor.desk === null) throw new Refusal('not_allowed')
      const ofDesk = { deskId: actor.desk?.deskId ?? '', memberId: memberId ?? null }
      const whose = side === 'desk' ? ofDesk : { deskId: await deskOf(call, deskId), memberId: actor.memberId }
      const place = cursor === undefined ? null : readCursor(cursor)
      const after = place === null ? null : { at: place.at, orderId: place.id }
      const filter = { ...whose, status: status ?? null }
      const stored = await listStoredOrders(db, filter, { after, limit: limit + 1 })
      const page = stored.slice(0, limit)
      const last = stored.length > limit ? page.at(-1) : undefined
      return {
        orders: await Promise.all(page.map((one) => showOrder(db, one, side))),
        nextCursor: last === undefined ? null : writeCursor({ at: last.placedAt, id: last.order.orderId }),
      }
    },
    async placeOrder(input, call) {
      const orderId = await call.transaction((unit) => placeOrder(unit, deps, call.actor, input))
      return findShownOrder(db, call, orderId)
    },
    async orderOwed({ account, ...ordered }, call) {
      const entered = await enterAccount(deps, call, account)
      await call.transaction((unit) => postpaid.orderOwed(unit, call.actor, entered, ordered))
      return findShownOrder(db, call, ordered.orderId)
    },
    async cancelOrder({ orderId }, call) {
      await call.transaction((unit) => cancelOrder(unit, call.actor, orderId))
      return findShownOrder(db, call, orderId)
    },
    async recordPayment(input, call) {
      await call.transaction((unit) => payments.recordPayment(unit, call.actor, input))
      return findShownOrder(db, call, input.orderId)
    },
  }
}
