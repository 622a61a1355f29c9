import type { Plan } from '#contract/regulations/plans.types.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import { workTermsFor } from '../accounts/workTerms.queries.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import { findOrder } from './orders.sql.ts'

/** By which plans it is told what happened to an account (E9): those of the order that it is about, else the account's own. */
export async function eventPlans(
  now: ReadAt,
  ports: TermsPort,
  { orderId, ...account }: AccountKey & { orderId: string },
): Promise<readonly Plan[]> {
  const order = orderId === '' ? null : await findOrder(now.tx, orderId)
  const { regulation } =
    order === null
      ? await workTermsFor(now, ports, account)
      : { regulation: await regulationOfVersion(now.tx, order.deskId, order.regulationVersion) }
  return regulation.plans
}
