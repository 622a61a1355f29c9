import type { Handlers } from '#server/platform/http/api.ts'
import { enterAccount, type AccessDeps } from '../accounts/accountAccess.routes.ts'
import { setClientStatus } from '../accounts/clientStatus.commands.ts'
import type { OrderDeps } from '../orders/orders.commands.ts'
import { choosePlan } from '../orders/postpaid.commands.ts'
import { findCompared, findOffers } from './offers.queries.ts'
import { comparePlans } from './planComparison.queries.ts'

type Names = 'readOffers' | 'comparePlans' | 'choosePlan' | 'setClientStatus'

/** Q1, Q3, Q12: what is offered and what it would have cost, by the client's status; plans that are billed afterwards. */
export function planRoutes(deps: OrderDeps & AccessDeps): Handlers<Names> {
  const { db } = deps
  return {
    async readOffers({ account, currency }, call) {
      const { side: _side, ...key } = await enterAccount(deps, call, account)
      return call.transaction((unit) => findOffers(unit, deps, key, currency ?? null))
    },
    async comparePlans({ account, ...asked }, call) {
      const { side: _side, ...key } = await enterAccount(deps, call, account)
      const compared = await call.transaction((unit) => findCompared(unit, deps, key))
      return comparePlans(db, key, compared, asked)
    },
    async choosePlan(input, call) {
      const { deskId } = input
      const currency = input.plan?.quantumPrice.currency ?? null
      await call.transaction((unit) => choosePlan(unit, deps, call.actor, input))
      return call.transaction((unit) => findOffers(unit, deps, { deskId, memberId: call.actor.memberId }, currency))
    },
    async setClientStatus({ memberId, status, until }, call) {
      const set = { memberId, status, until: until === null ? null : new Date(until) }
      await call.transaction((unit) => setClientStatus(unit, deps, call.actor, set))
      const key = { deskId: call.actor.desk.deskId, memberId }
      return call.transaction((unit) => findOffers(unit, deps, key, null))
    },
  }
}
