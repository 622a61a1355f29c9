import { randomUUID } from 'node:crypto'
import type { PlaceOrderInput, RecordPaymentInput } from '#contract/billing/orders.types.ts'
import { signatureOf, theSystem, type Actor } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { currencyFor } from '#server/regulations/domain/prices.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import { beginOrder, decideOrder, evolveOrder, place, type OrderEvent, type Payment } from './domain/order.ts'
import { quote } from '../domain/price.ts'
import { openAccountForUpdate, perform } from '../accounts/accounts.commands.ts'
import type { TicketPort } from '../accounts/ticket.port.ts'
import type { AccountKey, AccountForUpdate } from '../domain/accountForUpdate.ts'
import { clientStatusNow } from '../accounts/clientStatus.queries.ts'
import type { CustomerTermsPort } from '../accounts/customer.port.ts'
import { amountText, appendOrder } from './orders.audit.ts'
import { sideOfOrder } from './orders.queries.ts'
import * as rows from './orders.sql.ts'
import { zoneOf } from '../domain/workTerms.ts'

export type OrderDeps = CustomerTermsPort & { ticketPort: TicketPort }

/** Q4: the price is frozen as the admin saw and confirmed it. */
export async function placeOrder(
  unit: UnitOfWork,
  deps: OrderDeps,
  actor: Actor,
  input: PlaceOrderInput,
): Promise<void> {
  const account = { deskId: input.deskId, memberId: actor.memberId }
  const known = await rows.findOrder(unit.tx, input.orderId)
  if (known !== null) return refuseUnlessOwn(known, account)
  const customer = await deps.customerTerms(unit, account)
  if (customer === null) throw new Refusal('not_found')
  const { version, regulation } = await regulationAt(unit.tx, account.deskId, unit.at)
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
  const placed = place({ at: unit.at, orderId: input.orderId, planCode: plan.code, quote: quoted, lapseDays })
  const order = beginOrder(placed)
  const by = { placedBy: actor.name, placedByUser: actor.userId }
  const isNew = await rows.insertOrder(unit, {
    ...account,
    order,
    clientStatus: status,
    regulationVersion: version,
    ...by,
  })
  if (!isNew) throw new Refusal('message_id_reused')
  await appendOrder(unit, account, signatureOf(actor, 'client'), {
    type: 'order.placed',
    payload: { plan: plan.code, quanta: quoted.quanta, amount: amountText(quoted.total) },
  })
}

export function refuseUnlessOwn(known: AccountKey, account: AccountKey): void {
  if (known.memberId !== account.memberId || known.deskId !== account.deskId) throw new Refusal('message_id_reused')
}

/** By the client's admin or the desk's owner; twice is once. */
export async function cancelOrder(unit: UnitOfWork, actor: Actor, orderId: string): Promise<void> {
  const stored = await rows.lockOrder(unit, orderId)
  const side = stored === null ? null : sideOfOrder(actor, stored)
  if (stored === null || side === null) throw new Refusal('not_found')
  if (side === 'client' && actor.client !== 'admin') throw new Refusal('admin_only')
  if (side === 'desk' && actor.desk?.role !== 'owner') throw new Refusal('owner_only')
  const events = decideOrder(stored.order, { type: 'cancel', at: unit.at })
  await saveEvents(unit, stored, events, signatureOf(actor, side))
}

/** Q4: by hand. The package starts at this instant, whatever the document's date says; one document counts once. */
export async function recordPayment(
  unit: UnitOfWork,
  { ticketPort }: Pick<OrderDeps, 'ticketPort'>,
  actor: Actor,
  { orderId, documentNumber, documentDate, amount }: RecordPaymentInput,
): Promise<void> {
  const known = await rows.findOrder(unit.tx, orderId)
  if (known === null || known.deskId !== actor.desk?.deskId) throw new Refusal('not_found')
  // The account before the order, as everywhere: what the payment brings is the account's.
  const accountForUpdate = await openAccountForUpdate(unit, ticketPort, known)
  const stored = await rows.lockOrder(unit, orderId)
  if (stored === null) throw new Error('an order is gone')
  const { order } = stored
  if (order.status === 'open' && order.lapsesAt.getTime() <= unit.at.getTime()) throw new Refusal('order_lapsed')
  const payment = { documentNumber, documentDate, amount }
  const by = { journalActor: signatureOf(actor, 'desk'), name: actor.name }
  await takePayment(unit, ticketPort, { accountForUpdate, stored, payment }, by)
}

export type Paying = { accountForUpdate: AccountForUpdate; stored: rows.StoredOrder; payment: Payment }

/** What one document brings, by hand or from CRM; the caller has locked the account, then the order. */
export async function takePayment(
  unit: UnitOfWork,
  ticketPort: TicketPort,
  { accountForUpdate, stored, payment }: Paying,
  { journalActor, name }: { journalActor: JournalActor; name: string },
): Promise<void> {
  const { order } = stored
  const { orderId } = order
  const { documentNumber, amount } = payment
  const events = decideOrder(order, { type: 'recordPayment', at: unit.at, payment })
  if (events.length === 0) return
  if (!(await rows.insertPayment(unit, stored, payment, name))) throw new Refusal('document_used')
  await appendOrder(unit, stored, journalActor, {
    type: 'payment.recorded',
    payload: { document: documentNumber, amount: amountText(amount) },
  })
  await saveEvents(unit, stored, events, journalActor)
  if (!events.some(({ type }) => type === 'order.paid')) return
  const { regulation } = await regulationAt(unit.tx, stored.deskId, unit.at)
  const { quanta, total: price, validity } = order.quote
  if (validity === null) {
    await perform(
      unit,
      ticketPort,
      accountForUpdate,
      { type: 'payOwed', at: unit.at, orderId, quanta, price },
      journalActor,
    )
    return
  }
  const bought = { orderId, planCode: order.planCode, quanta, price, validity, timeZone: zoneOf(regulation) }
  await perform(
    unit,
    ticketPort,
    accountForUpdate,
    { type: 'addPackage', at: unit.at, packageId: randomUUID(), ...bought },
    journalActor,
  )
}

async function saveEvents(
  unit: UnitOfWork,
  stored: rows.StoredOrder,
  events: readonly OrderEvent[],
  journalActor: JournalActor,
): Promise<void> {
  const after = events.reduce(evolveOrder, stored.order)
  if (after.status === stored.order.status) return
  await rows.saveOrderStatus(unit, after.orderId, after.status, unit.at)
  const { planCode, quote: frozen } = after
  const payload = { plan: planCode, quanta: frozen.quanta }
  if (after.status === 'paid') await appendOrder(unit, stored, journalActor, { type: 'order.paid', payload })
  if (after.status === 'cancelled') await appendOrder(unit, stored, journalActor, { type: 'order.cancelled', payload })
}

/** Some at a time; returns how many, so that the caller goes on until there are none. */
export async function lapseDue(unit: UnitOfWork): Promise<number> {
  const lapsed = await rows.lapseOrders(unit, ordersAtOnce)
  for (const { planCode, quanta, lapsesAt, ...account } of lapsed) {
    const payload = { plan: planCode, quanta }
    await appendOrder({ ...unit, at: lapsesAt }, account, theSystem, { type: 'order.lapsed', payload })
  }
  return lapsed.length
}

const ordersAtOnce = 100
