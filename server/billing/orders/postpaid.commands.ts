import type { ChoosePlanInput } from '#contract/billing/offers.types.ts'
import type { OrderOwedInput } from '#contract/billing/orders.types.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Accounts } from '../accounts/accounts.commands.ts'
import type { CustomerTermsPort } from '../accounts/customer.port.ts'
import { beginOrder, place } from './domain/order.ts'
import { quantumPrice, quoteOwed } from '../domain/price.ts'
import { soldAfterwards } from '../domain/postpaid.ts'
import { workTermsOf } from '../domain/workTerms.ts'
import type { AccountKey, Side, UsagePlan } from '../domain/accountForUpdate.ts'
import { clientStatusNow } from '../accounts/clientStatus.queries.ts'
import { postpaidTerms } from '../accounts/postpaidTerms.queries.ts'
import { amountText, appendOrder, placedPayload, quantumOf } from './orders.audit.ts'
import { refuseUnlessSame } from './orders.commands.ts'
import { findOrder, insertOrder } from './orders.sql.ts'
import { countOrderedOwed } from '../accounts/orderedOwed.sql.ts'

export type Postpaid = ReturnType<typeof makePostpaid>

export function makePostpaid(deps: CustomerTermsPort & { accounts: Accounts }) {
  const { accounts } = deps

  /**
   * Q12: the client's admin confirms a plan that is billed afterwards, or goes back to packages when nothing is owed. Whoever
   * decided by a page on which another plan was chosen reads the new one first.
   */
  async function choosePlan(unit: UnitOfWork, actor: Actor, input: ChoosePlanInput): Promise<void> {
    const account = { deskId: input.deskId, memberId: actor.memberId }
    const wanted = await wantedPlan(unit, deps, account, input)
    const accountForUpdate = await (wanted === null ? accounts.loadForUpdate : accounts.openForUpdate)(unit, account)
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
    const after = await accounts.perform(unit, chosen, { type: 'setLimit', at: unit.at, limitQuanta }, journalActor)
    if (wanted === null) {
      const payload = { plan: usage?.planCode ?? '' }
      return appendOrder(unit, account, journalActor, { type: 'plan.left', payload })
    }
    const { leastQuanta } = wanted
    await accounts.perform(unit, after, { type: 'setLeastCharge', at: unit.at, quanta: leastQuanta }, journalActor)
    const amount = amountText(wanted.quantumPrice)
    await appendOrder(unit, account, journalActor, {
      type: 'plan.chosen',
      payload: {
        plan: wanted.usage.planCode,
        quanta: limitQuanta,
        quantumMinutes: await quantumOf(unit, { ...account, regulationVersion: wanted.usage.version }),
        amount,
      },
    })
  }

  /** Q12: by the client's admin or the desk's owner. What is owed later is for the next order. */
  async function orderOwed(
    unit: UnitOfWork,
    actor: Actor,
    { side, ...account }: AccountKey & { side: Side },
    { orderId, quanta, total }: Pick<OrderOwedInput, 'orderId' | 'quanta' | 'total'>,
  ): Promise<void> {
    if (side === 'client' && actor.client !== 'admin') throw new Refusal('admin_only')
    if (side === 'desk' && actor.desk?.role !== 'owner') throw new Refusal('owner_only')
    const known = await findOrder(unit.tx, orderId)
    if (known !== null) return refuseUnlessSame(known, account, { planCode: null, quanta, total })
    const accountForUpdate = await accounts.loadForUpdate(unit, account)
    if (accountForUpdate === null || accountForUpdate.usage === null) throw new Refusal('more_than_owed', { owed: 0 })
    const toOrder = accountForUpdate.account.owedQuanta - (await countOrderedOwed(unit.tx, account, unit.at))
    if (quanta > toOrder) throw new Refusal('more_than_owed', { owed: toOrder })
    const { sold, clientStatus, version, lapseDays } = await postpaidTerms(unit, deps, account, accountForUpdate.usage)
    const { planCode, currency } = accountForUpdate.usage
    const quote = quoteOwed(sold, quanta, { clientStatus, currency })
    if (quote.total.minor !== total.minor || currency !== total.currency) {
      throw new Refusal('price_changed', { ...quote.total })
    }
    const order = beginOrder(place({ at: unit.at, orderId, planCode, quote, lapseDays }))
    const by = { placedBy: actor.name, placedByUser: actor.userId }
    const isNew = await insertOrder(unit, { ...account, order, clientStatus, regulationVersion: version, ...by })
    if (!isNew) throw new Refusal('id_used')
    await appendOrder(unit, account, signatureOf(actor, side), {
      type: 'order.placed',
      payload: placedPayload(order, await quantumOf(unit, { ...account, regulationVersion: version })),
    })
  }

  return { choosePlan, orderOwed }
}

/** The plan as it is sold now, or why it is not what was confirmed. */
async function wantedPlan(unit: UnitOfWork, deps: CustomerTermsPort, account: AccountKey, { plan }: ChoosePlanInput) {
  const customer = await deps.customerTerms(unit, account)
  if (customer === null) throw new Refusal('not_found')
  if (plan === null) return null
  const { version, regulation } = await deps.termsFor(unit, account)
  const sold = soldAfterwards(regulation, plan.planCode)
  if (sold === null || customer.plans?.includes(plan.planCode) === false) throw new Refusal('terms_unknown')
  const { status } = await clientStatusNow(unit, account, customer, regulation)
  const { currency } = plan.quantumPrice
  const price = quantumPrice(sold, { clientStatus: status, currency })
  if (price.minor !== plan.quantumPrice.minor) throw new Refusal('price_changed', { ...price })
  if (sold.limitQuanta !== plan.limitQuanta) throw new Refusal('plan_changed')
  const usage: UsagePlan = { planCode: plan.planCode, currency, version, since: unit.at }
  const { leastQuantaPerTicket: leastQuanta } = workTermsOf(regulation)
  return { usage, limitQuanta: sold.limitQuanta, leastQuanta, quantumPrice: price }
}
