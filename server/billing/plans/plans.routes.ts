import { readSnapshot } from '#server/platform/db/snapshot.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { enterAccount, type AccessDeps } from '../accounts/accountAccess.routes.ts'
import { setClientStatus } from '../accounts/clientStatus.commands.ts'
import type { ReadingDeps } from '../accounts/accountNow.queries.ts'
import type { Postpaid } from '../orders/postpaid.commands.ts'
import { findCompared, findOffers } from './offers.queries.ts'
import { comparePlans } from './planComparison.queries.ts'

type PlanRoutesDeps = AccessDeps & ReadingDeps & { postpaid: Postpaid }
type Names = 'readOffers' | 'comparePlans' | 'choosePlan' | 'setClientStatus'

/** Q1, Q3, Q12: what is offered and what it would have cost, by the client's status; plans that are billed afterwards. */
export function planRoutes(deps: PlanRoutesDeps): Handlers<Names> {
  const { db } = deps
  return {
    async readOffers({ account, currency }, call) {
      const { side: _side, ...key } = await enterAccount(deps, call, account)
      return readSnapshot(db, call.at, (snapshot) => findOffers(snapshot, deps, key, currency ?? null))
    },
    async comparePlans({ account, ...asked }, call) {
      const { side: _side, ...key } = await enterAccount(deps, call, account)
      const compared = await readSnapshot(db, call.at, (snapshot) => findCompared(snapshot, deps, key))
      return comparePlans(deps, key, compared, asked)
    },
    async choosePlan(input, call) {
      const key = { deskId: input.deskId, memberId: call.actor.memberId }
      const currency = input.plan?.quantumPrice.currency ?? null
      await call.transaction((unit) => deps.postpaid.choosePlan(unit, call.actor, input))
      return readSnapshot(db, call.at, (snapshot) => findOffers(snapshot, deps, key, currency))
    },
    async setClientStatus({ memberId, status, until }, call) {
      const set = { memberId, status, until: until === null ? null : new Date(until) }
      await call.transaction((unit) => setClientStatus(unit, deps, call.actor, set))
      const key = { deskId: call.actor.desk.deskId, memberId }
      return readSnapshot(db, call.at, (snapshot) => findOffers(snapshot, deps, key, null))
    },
  }
}
