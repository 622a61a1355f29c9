import type { Counting, OffersView } from '#contract/billing/offers.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Snapshot } from '#server/platform/db/snapshot.ts'
import { currenciesOf } from '#server/regulations/domain/prices.ts'
import { exampleOf } from './domain/example.ts'
import type { AccountKey, AccountState } from '../domain/accountForUpdate.ts'
import { clientStatusNow } from '../accounts/clientStatus.queries.ts'
import { workTermsFor } from '../accounts/workTerms.queries.ts'
import type { CustomerTermsPort } from '../accounts/customer.port.ts'
import { presentOffers } from './offers.present.ts'
import type { ReadingDeps } from '../accounts/accountNow.queries.ts'
import { findNames } from '../accounts/accountReads.sql.ts'
import { accountFigures } from '../accounts/domain/accountFigures.ts'
import { workTermsOf, zoneOf } from '../domain/workTerms.ts'
import type { Compared } from './planComparison.queries.ts'

/** What a client is offered now, at the prices of its status, and by which rules its work is counted (Q1, Q3, Q12). */
export async function findOffers(
  snapshot: Snapshot,
  deps: CustomerTermsPort & ReadingDeps,
  account: AccountKey,
  currency: string | null,
): Promise<OffersView> {
  const { tx } = snapshot
  const customer = await deps.customerTerms(snapshot, account)
  const names = await findNames(tx, account)
  if (customer === null || names === null) throw new Refusal('not_found')
  const { regulation } = await deps.termsFor(snapshot, account)
  const work = await workTermsFor(snapshot, deps, account)
  const { status, until } = await clientStatusNow(snapshot, account, customer, regulation)
  const now = await deps.reads.accountNow(snapshot, account)
  const plans = presentOffers(regulation, status, customer.plans, currency)
  const offered = new Set(plans.map(({ planCode }) => planCode))
  const currencies = new Set(regulation.plans.filter(({ code }) => offered.has(code)).flatMap(currenciesOf))
  return {
    deskId: account.deskId,
    deskName: names.deskName,
    clientStatus: status,
    statusTitle: regulation.clientStatuses.find((one) => one.status === status)?.title ?? null,
    statusUntil: until?.toISOString() ?? null,
    quantumMinutes: work.regulation.work.quantumMinutes,
    lapseDays: regulation.orders?.lapseDays ?? null,
    currencies: [...currencies],
    currency: [...currencies].find((one) => one === currency) ?? [...currencies][0] ?? null,
    plans,
    usage: now === null ? null : usageOf(now.state),
    counting: {
      ...countingOf(work.regulation),
      until: work.until?.toISOString() ?? null,
    },
  }
}

function usageOf(state: AccountState): OffersView['usage'] {
  if (state.usage === null) return null
  const { limitQuanta, owed } = accountFigures(state)
  const { planCode, currency } = state.usage
  return { planCode, limitQuanta, owed, currency }
}

function countingOf(regulation: Regulation): Omit<Counting, 'until'> {
  const { rounding, leastQuantaPerTicket, timer } = regulation.work
  return {
    rounding,
    leastQuantaPerTicket,
    timeZone: zoneOf(regulation),
    askAfterIdleMinutes: timer.askAfterIdleMinutes,
    stopAfterMinutes: timer.stopAfterMinutes,
    stopsAtDayEnd: timer.askBeforeDayEndsMinutes !== null,
    example: exampleOf(workTermsOf(regulation)),
  }
}

/** By what plans are compared for this client: the regulation and the status of now. */
export async function findCompared(
  snapshot: Snapshot,
  deps: CustomerTermsPort,
  account: AccountKey,
): Promise<Compared> {
  const customer = await deps.customerTerms(snapshot, account)
  if (customer === null) throw new Refusal('not_found')
  const { regulation } = await deps.termsFor(snapshot, account)
  const { status } = await clientStatusNow(snapshot, account, customer, regulation)
  return { at: snapshot.at, regulation, clientStatus: status, allowed: customer.plans }
}
