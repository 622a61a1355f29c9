import type { AccountOf } from '#contract/billing/base.types.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Call } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { AccountKey, Side } from '../domain/accountForUpdate.ts'
import type { CustomerPort } from './customer.port.ts'
import { refuseStrangers } from './strangers.queries.ts'

/** An account, and on which side of it the asker is. */
export type Entered = AccountKey & { side: Side }

export type AccessDeps = CustomerPort & { db: Db }

type Entering = Pick<Call, 'actor' | 'at'>

/** Whose account, and on which side of it the asker is; to anybody else there is none. */
export async function enterAccount(deps: AccessDeps, call: Entering, account: AccountOf): Promise<Entered> {
  const entered = await sideOfAccount(deps, call, account)
  await refuseStrangers(deps, entered)
  return entered
}

/** Before it is known whether there is such an account: for those who ask that together with their other questions. */
export async function sideOfAccount(
  { db, answeringDesk }: Pick<AccessDeps, 'db' | 'answeringDesk'>,
  { actor, at }: Entering,
  account: AccountOf,
): Promise<Entered> {
  if (account.side === 'desk') {
    if (actor.desk === null) throw new Refusal('not_allowed')
    return { side: 'desk', deskId: actor.desk.deskId, memberId: account.memberId }
  }
  if (actor.client === null) throw new Refusal('not_allowed')
  const deskId = account.deskId ?? (await answeringDesk({ tx: db, at }, actor.memberId))
  return { side: 'client', deskId, memberId: actor.memberId }
}
