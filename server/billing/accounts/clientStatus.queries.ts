import type { Regulation } from '#contract/regulations/document.types.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import { listGrants } from './clientStatus.sql.ts'
import type { CustomerTerms } from './customer.port.ts'
import { statusAt } from './domain/clientStatus.ts'

/** Q1: the owner's word on the licence counts before the code's; before both the client has the strangers' status. */
export async function clientStatusNow(
  { tx, at }: ReadAt,
  account: AccountKey,
  { clientStatus, since }: CustomerTerms,
  { clientStatuses }: Regulation,
): Promise<{ status: number; until: Date | null }> {
  const byCode = clientStatus === null ? [] : [{ status: clientStatus, from: since, until: null, afterwards: null }]
  const set = (await listGrants(tx, account)).filter(({ from }) => from.getTime() <= at.getTime())
  const grants = set.length > 0 ? set : byCode
  const stranger = Math.max(1, ...clientStatuses.map(({ status }) => status))
  const latest = grants.toSorted((one, other) => other.from.getTime() - one.from.getTime())[0]
  const until = latest?.until ?? null
  return {
    status: statusAt(grants, at, stranger),
    until: until !== null && until.getTime() > at.getTime() ? until : null,
  }
}
