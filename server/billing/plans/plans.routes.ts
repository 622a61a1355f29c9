import type { AccountOf } from '#contract/billing/types.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Call, Handlers } from '#server/platform/http/api.ts'
import type { Entered } from '../orders/orders.routes.ts'
import { findCompared, findOffers } from './offers.queries.ts'
import type { OrderDeps } from '../orders/orders.commands.ts'
import { choosePlan } from '../orders/postpaid.commands.ts'
import { comparePlans } from './planComparison.queries.ts'

export type PlanRouteNames = 'readOffers' | 'comparePlans' | 'choosePlan'

type PlanRoutesDeps = OrderDeps & {
  db: Db
  /** Whose account, and on which side of it the asker stands. */
  enter: (call: Call, account: AccountOf) => Promise<Entered>
}

/** Q3, Q12: what is offered and what it would have cost; plans that are billed afterwards. */
export function planRoutes(deps: PlanRoutesDeps): Handlers<PlanRouteNames> {
  const { db, enter } = deps
  return {
    async readOffers({ account, currency }, call) {
      const { side: _side, ...key } = await enter(call, account)
      return call.transaction((unit) => findOffers(unit, deps, key, currency ?? null))
    },
    async comparePlans({ account, ...asked }, call) {
      const { side: _side, ...key } = await enter(call, account)
      const compared = await call.transaction((unit) => findCompared(unit, deps, key))
      return comparePlans(db, key, compared, asked)
    },
    async choosePlan(input, call) {
      const { deskId } = input
      const currency = input.plan?.quantumPrice.currency ?? null
      await call.transaction((unit) => choosePlan(unit, deps, call.actor, input))
      return call.transaction((unit) => findOffers(unit, deps, { deskId, memberId: call.actor.memberId }, currency))
    },
  }
}
