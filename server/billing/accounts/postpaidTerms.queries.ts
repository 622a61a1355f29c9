import { Refusal } from '#server/platform/refusal.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import type { AccountKey, UsagePlan } from '../domain/accountForUpdate.ts'
import { soldAfterwards, type SoldAfterwards } from '../domain/postpaid.ts'
import { clientStatusNow } from './clientStatus.queries.ts'
import type { CustomerTermsPort } from './customer.port.ts'

type PostpaidTerms = {
  sold: SoldAfterwards
  clientStatus: number
  version: number
  lapseDays: number
}

/** By what owed quanta are priced: the plan as it is sold to this client now; where it is not any more, as it was when it was chosen. */
export async function postpaidTerms(
  unit: ReadAt,
  deps: CustomerTermsPort,
  account: AccountKey,
  usage: UsagePlan,
): Promise<PostpaidTerms> {
  const customer = await deps.customerTerms(unit, account)
  if (customer === null) throw new Refusal('not_found')
  const now = await deps.termsFor(unit, account)
  const then = await regulationOfVersion(unit.tx, account.deskId, usage.version)
  const { status: clientStatus } = await clientStatusNow(unit, account, customer, now.regulation)
  const lapseDays = now.regulation.orders?.lapseDays ?? then.orders?.lapseDays
  if (lapseDays === undefined) throw new Refusal('terms_unknown')
  const soldNow = soldAfterwards(now.regulation, usage.planCode)
  const hasPrice = soldNow?.quantumPrices.some(({ currency }) => currency === usage.currency) === true
  if (soldNow !== null && hasPrice) return { sold: soldNow, clientStatus, version: now.version, lapseDays }
  const soldThen = soldAfterwards(then, usage.planCode)
  if (soldThen === null) throw new Error('a plan was chosen that its regulation does not have')
  // A status that came later has no column there: the strangers' price, as for everybody without one.
  const known = then.clientStatuses.map(({ status }) => status)
  const columnThen = known.includes(clientStatus) ? clientStatus : Math.max(1, ...known)
  return { sold: soldThen, clientStatus: columnThen, version: usage.version, lapseDays }
}
