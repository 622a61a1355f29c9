import type { Plan } from '#contract/regulations/plans.types.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import { listTimers } from '../accounts/intervals.sql.ts'
import { workTermsFor } from '../accounts/workTerms.queries.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import { findOrder } from './orders.sql.ts'

/** How it is told what happened to an account: how long a quantum is in it, and what plans are called (E9, Q3). */
export type EventTerms = { quantumMinutes: number; plans: readonly Plan[] }

/**
 * As the order's page says it where it is about an order, as the work itself where it is about work, and else as the account does.
 * What an event is not about is an empty id.
 */
export async function eventTermsFor(
  now: ReadAt,
  ports: TermsPort,
  account: AccountKey,
  { orderId, intervalId }: { orderId: string; intervalId: string },
): Promise<EventTerms> {
  const order = orderId === '' ? null : await findOrder(now.tx, orderId)
  const { regulation } =
    order === null
      ? await workTermsFor(now, ports, account)
      : { regulation: await regulationOfVersion(now.tx, order.deskId, order.regulationVersion) }
  const { work, plans } = regulation
  const [interval] = intervalId === '' ? [] : await listTimers(now.tx, { by: 'id', intervalId })
  return { quantumMinutes: interval?.quantumMinutes ?? work.quantumMinutes, plans }
}
