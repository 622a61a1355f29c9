import type { ChoosePlanInput, OrderOwedInput } from '#contract/billing/types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { regulationAt, regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { loadAccountForUpdate, openAccountForUpdate, perform } from '../accounts/accounts.commands.ts'
import { beginOrder, place } from './domain/order.ts'
import { quantumPrice, quoteOwed, type Sold } from '../domain/price.ts'
import type { AccountKey, UsagePlan } from '../domain/accountForUpdate.ts'
import { amountText, clientStatusNow, refuseUnlessOwn, appendOrder, type OrderDeps } from './orders.commands.ts'
import { findOrder, insertOrder } from './orders.sql.ts'
import { countOrderedOwed } from '../accounts/orderedOwed.sql.ts'

type SoldAfterwards = Extract<Sold, { by: 'usage' }>

/**
 * Q12: the client's admin confirms a plan that is billed afterwards, or goes back to packages when nothing is owed. Whoever
 * decided by a page on which another plan was chosen reads the new one first.
 */
export async function choosePlan(
  unit: UnitOfWork,
  deps: OrderDeps,
  actor: Actor,
  input: ChoosePlanInput,
): Promise<void> {
  const account = { deskId: input.deskId, memberId: actor.memberId }
  const wanted = await wantedPlan(unit, deps, account, input)
  const accountForUpdate = await (wanted === null ? loadAccountForUpdate : openAccountForUpdate)(
    unit,
    deps.ticketPort,
    account,
  )
  if (accountForUpdate === null) return
  const { usage, account: before } = accountForUpdate
  const limitQuanta = wanted?.limitQuanta ?? 0
  if (usage?.planCode === wanted?.usage.planCode && before.limitQuanta === limitQuanta) return
  if ((usage?.planCode ?? null) !== input.instead) throw new Refusal('plan_changed')
  const isSame = usage?.planCode === wanted?.usage.planCode
  // What is owed has the price of the plan under which it was worked.
  if (!isSame && before.owedQuanta > 0) throw new Refusal('owed_unpaid', { owed: before.owedQuanta })
  const journalActor = signatureOf(actor, 'client')
  const chosen = { ...accountForUpdate, usage: wanted?.usage ?? null }
  await perform(unit, deps.ticketPort, chosen, { type: 'setLimit', at: unit.at, limitQuanta }, journalActor)
  if (wanted === null) return appendOrder(unit, account, 'plan.left', journalActor, { plan: usage?.planCode ?? '' })
  const amount = amountText(wanted.quantumPrice)
  await appendOrder(unit, account, 'plan.chosen', journalActor, {
    plan: wanted.usage.planCode,
    quanta: limitQuanta,
    amount,
  })
}

/** The plan as it is sold now, or why it is not what was confirmed. */
async function wantedPlan(unit: UnitOfWork, deps: OrderDeps, account: AccountKey, { plan }: ChoosePlanInput) {
  const soldTo = await deps.soldTo(unit, account)
  if (soldTo === null) throw new Refusal('not_found')
  if (plan === null) return null
  const { version, regulation } = await regulationAt(unit.tx, account.deskId, unit.at)
  const sold = soldAfterwards(regulation, plan.planCode)
  if (sold === null || soldTo.plans?.includes(plan.planCode) === false) throw new Refusal('terms_unknown')
  const { status } = await clientStatusNow(unit, account, soldTo, regulation)
  const { currency } = plan.quantumPrice
  const price = quantumPrice(sold, { clientStatus: status, currency })
  if (price.minor !== plan.quantumPrice.minor) throw new Refusal('price_changed', { ...price })
  if (sold.limitQuanta !== plan.limitQuanta) throw new Refusal('plan_changed')
  const usage: UsagePlan = { planCode: plan.planCode, currency, version, since: unit.at }
  return { usage, limitQuanta: sold.limitQuanta, quantumPrice: price }
}

function soldAfterwards({ plans }: Regulation, planCode: string): SoldAfterwards | null {
  const sold = plans.find(({ code }) => code === planCode)?.sold
  return sold?.by === 'usage' ? sold : null
}

type UsageTerms = {
  sold: SoldAfterwards
  clientStatus: number
  version: number
  lapseDays: number
}

/** By what owed quanta are priced: the plan as it is sold now; where it is not any more, as it was when it was chosen. */
export async function usageTerms(
  unit: UnitOfWork,
  deps: Pick<OrderDeps, 'soldTo'>,
  account: AccountKey,
  usage: UsagePlan,
): Promise<UsageTerms> {
  const soldTo = await deps.soldTo(unit, account)
  if (soldTo === null) throw new Refusal('not_found')
  const now = await regulationAt(unit.tx, account.deskId, unit.at)
  const then = await regulationOfVersion(unit.tx, account.deskId, usage.version)
  const { status: clientStatus } = await clientStatusNow(unit, account, soldTo, now.regulation)
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

/** Q12: by the client's admin or the desk's owner. What is owed later is for the next order. */
export async function orderOwed(
  unit: UnitOfWork,
  deps: OrderDeps,
  actor: Actor,
  { side, ...account }: AccountKey & { side: 'client' | 'desk' },
  { orderId, quanta, total }: Pick<OrderOwedInput, 'orderId' | 'quanta' | 'total'>,
): Promise<void> {
  if (side === 'client' && actor.client !== 'admin') throw new Refusal('admin_only')
  if (side === 'desk' && actor.desk?.role !== 'owner') throw new Refusal('owner_only')
  const known = await findOrder(unit.tx, orderId)
  if (known !== null) return refuseUnlessOwn(known, account)
  const accountForUpdate = await loadAccountForUpdate(unit, deps.ticketPort, account)
  if (accountForUpdate === null || accountForUpdate.usage === null) throw new Refusal('more_than_owed', { owed: 0 })
  const toOrder = accountForUpdate.account.owedQuanta - (await countOrderedOwed(unit.tx, account, unit.at))
  if (quanta > toOrder) throw new Refusal('more_than_owed', { owed: toOrder })
  const { sold, clientStatus, version, lapseDays } = await usageTerms(unit, deps, account, accountForUpdate.usage)
  const { planCode, currency } = accountForUpdate.usage
  const quote = quoteOwed(sold, quanta, { clientStatus, currency })
  if (quote.total.minor !== total.minor || currency !== total.currency) {
    throw new Refusal('price_changed', { ...quote.total })
  }
  const order = beginOrder(place({ at: unit.at, orderId, planCode, quote, lapseDays }))
  const by = { placedBy: actor.name, placedByUser: actor.userId }
  const isNew = await insertOrder(unit, { ...account, order, clientStatus, regulationVersion: version, ...by })
  if (!isNew) throw new Refusal('message_id_reused')
  const amount = amountText(quote.total)
  await appendOrder(unit, account, 'order.placed', signatureOf(actor, side), { plan: planCode, quanta, amount })
}
