import type { PlaceOrderInput } from '#contract/billing/orders.types.ts'
import { signatureOf, theSystem, type Actor } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { DueClock } from '#server/platform/loop.ts'
import { currencyFor } from '#server/regulations/domain/prices.ts'
import { beginOrder, decideOrder, evolveOrder, place, type OrderEvent } from './domain/order.ts'
import { quote } from '../domain/price.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import { clientStatusNow } from '../accounts/clientStatus.queries.ts'
import type { CustomerTermsPort } from '../accounts/customer.port.ts'
import { appendOrder, placedPayload, quantumOf } from './orders.audit.ts'
import { lapseOrders, nextLapseAt } from './orderLapses.sql.ts'
import { sideOfOrder } from './orders.queries.ts'
import * as rows from './orders.sql.ts'

/**
 * Q4: the price is frozen as the admin saw and confirmed it. Returns which order stands for that: the new one or, where one of the
 * same still waits for its payment, that one, whoever of the client's admins has placed it.
 */
export async function placeOrder(
  unit: UnitOfWork,
  deps: CustomerTermsPort,
  actor: Actor,
  input: PlaceOrderInput,
): Promise<string> {
  const account = { deskId: input.deskId, memberId: actor.memberId }
  // Before anything is read: of two admins the second one finds what the first one has ordered.
  await rows.lockOrdering(unit, account)
  const known = await rows.findOrder(unit.tx, input.orderId)
  if (known !== null) {
    refuseUnlessSame(known, account, input)
    return input.orderId
  }
  const { quoted, lapseDays, ...terms } = await confirmedTerms(unit, deps, account, input)
  const { planCode, orderId } = input
  const unpaid = await rows.findUnpaid(unit, account, { planCode, quote: quoted })
  if (unpaid !== null) return unpaid
  const order = beginOrder(place({ at: unit.at, orderId, planCode, quote: quoted, lapseDays }))
  const by = { placedBy: actor.name, placedByUser: actor.userId }
  if (!(await rows.insertOrder(unit, { ...account, order, ...terms, ...by }))) throw new Refusal('id_used')
  await appendOrder(unit, account, signatureOf(actor, 'client'), {
    type: 'order.placed',
    payload: placedPayload(order, await quantumOf(unit, { ...account, ...terms })),
  })
  return orderId
}

/** What the plan costs this client now, where that is what was confirmed. */
async function confirmedTerms(unit: UnitOfWork, deps: CustomerTermsPort, account: AccountKey, input: PlaceOrderInput) {
  const customer = await deps.customerTerms(unit, account)
  if (customer === null) throw new Refusal('not_found')
  const { version, regulation } = await deps.termsFor(unit, account)
  const plan = regulation.plans.find(({ code }) => code === input.planCode)
  if (plan === undefined || customer.plans?.includes(plan.code) === false) throw new Refusal('terms_unknown')
  if (regulation.orders === null) throw new Refusal('plan_has_no_packages')
  const { status } = await clientStatusNow(unit, account, customer, regulation)
  const currency = currencyFor(plan, input.total.currency)
  const quoted = quote(plan.sold, input.quanta, { clientStatus: status, currency })
  const { minor } = quoted.total
  if (minor !== input.total.minor || currency !== input.total.currency) {
    throw new Refusal('price_changed', { minor, currency })
  }
  const { lapseDays } = regulation.orders
  return { quoted, lapseDays, clientStatus: status, regulationVersion: version }
}

/** What the page has made an order of, under the id that it made for it. */
type Ordered = Pick<PlaceOrderInput, 'quanta' | 'total'> & { planCode: string | null }

/** The same id again is the same order; with other content it is a mistake of the caller. `planCode` null: what is owed. */
export function refuseUnlessSame(known: rows.StoredOrder, account: AccountKey, ordered: Ordered): void {
  const { planCode, quote: frozen } = known.order
  const isOwn = known.memberId === account.memberId && known.deskId === account.deskId
  const isOwed = frozen.validity === null
  const isSamePlan = ordered.planCode === null ? isOwed : !isOwed && planCode === ordered.planCode
  const isSameTotal = frozen.total.minor === ordered.total.minor && frozen.total.currency === ordered.total.currency
  if (!isOwn || !isSamePlan || frozen.quanta !== ordered.quanta || !isSameTotal) throw new Refusal('id_used')
}

/** By the client's admin or the desk's owner; twice is once. */
export async function cancelOrder(unit: UnitOfWork, actor: Actor, orderId: string): Promise<void> {
  const stored = await rows.lockOrder(unit, orderId)
  const side = stored === null ? null : sideOfOrder(actor, stored)
  if (stored === null || side === null) throw new Refusal('not_found')
  if (side === 'client' && actor.client !== 'admin') throw new Refusal('admin_only')
  if (side === 'desk' && actor.desk?.role !== 'owner') throw new Refusal('owner_only')
  const events = decideOrder(stored.order, { type: 'cancel', at: unit.at })
  await saveOrderEvents(unit, stored, events, signatureOf(actor, side))
}

/** What has become of an order, in its row and for both sides' owners. */
export async function saveOrderEvents(
  unit: UnitOfWork,
  stored: rows.StoredOrder,
  events: readonly OrderEvent[],
  journalActor: JournalActor,
): Promise<void> {
  const after = events.reduce(evolveOrder, stored.order)
  const { status, planCode, quote: frozen } = after
  if (status === stored.order.status) return
  await rows.saveOrderStatus(unit, after.orderId, status, status === 'open' ? null : unit.at)
  const quantumMinutes = await quantumOf(unit, stored)
  const payload = { plan: planCode, quanta: frozen.quanta, quantumMinutes, orderId: after.orderId }
  await appendOrder(unit, stored, journalActor, { type: becoming[status], payload })
}

const becoming = {
  open: 'order.reopened',
  paid: 'order.paid',
  lapsed: 'order.lapsed',
  cancelled: 'order.cancelled',
} as const

/** Some at a time; returns how many, so that the caller goes on until there are none. */
export async function lapseDue(unit: UnitOfWork): Promise<number> {
  const lapsed = await lapseOrders(unit, ordersAtOnce)
  for (const { orderId, planCode, quanta, lapsesAt, ...account } of lapsed) {
    const payload = { plan: planCode, quanta, quantumMinutes: await quantumOf(unit, account), orderId }
    await appendOrder({ ...unit, at: lapsesAt }, account, theSystem, { type: 'order.lapsed', payload })
  }
  return lapsed.length
}

const ordersAtOnce = 100

export const orderClock: DueClock = { name: 'orders', claim: lapseDue, nextDueAt: nextLapseAt }
