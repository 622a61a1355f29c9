import { randomUUID } from 'node:crypto'
import type { JournalPayload } from '#contract/events.ts'
import type { RecordPaymentInput, TakeBackPaymentInput } from '#contract/billing/orders.types.ts'
import { signatureOf, type Actor, type StaffActor } from '#server/platform/actor.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import type { Accounts } from '../accounts/accounts.commands.ts'
import type { AccountForUpdate } from '../domain/accountForUpdate.ts'
import { workTermsOf, zoneOf } from '../domain/workTerms.ts'
import { creditOf, decideOrder, evolveOrder, type Order, type OrderEvent, type Payment } from './domain/order.ts'
import { amountText, appendOrder, quantumOf } from './orders.audit.ts'
import { saveOrderEvents } from './orders.commands.ts'
import * as rows from './orders.sql.ts'
import { findPackageOf, insertPayment, moveToTakenBack } from './payments.sql.ts'

export type Payments = ReturnType<typeof makePayments>
export type Paying = { accountForUpdate: AccountForUpdate; stored: rows.StoredOrder; payment: Payment }

export function makePayments({ accounts }: { accounts: Accounts }) {
  /** Q4: by hand. The package starts at this instant, whatever the document's date says; one document counts once. */
  async function recordPayment(
    unit: UnitOfWork,
    actor: Actor,
    { orderId, documentNumber, documentDate, amount }: RecordPaymentInput,
  ): Promise<void> {
    const known = await rows.findOrder(unit.tx, orderId)
    if (known === null || known.deskId !== actor.desk?.deskId) throw new Refusal('not_found')
    // The account before the order, as everywhere: what the payment brings is the account's.
    const accountForUpdate = await accounts.openForUpdate(unit, known)
    const stored = await rows.lockOrder(unit, orderId)
    if (stored === null) throw new Error('an order is gone')
    const { order } = stored
    if (order.status === 'open' && order.lapsesAt.getTime() <= unit.at.getTime()) throw new Refusal('order_lapsed')
    const payment = { documentNumber, documentDate, amount }
    const by = { journalActor: signatureOf(actor, 'desk'), name: actor.name }
    await takePayment(unit, { accountForUpdate, stored, payment }, by)
  }

  /** What one document brings, by hand or from CRM; the caller has locked the account, then the order. */
  async function takePayment(
    unit: UnitOfWork,
    { accountForUpdate, stored, payment }: Paying,
    { journalActor, name }: { journalActor: JournalActor; name: string },
  ): Promise<void> {
    const { order } = stored
    const { orderId } = order
    const { documentNumber, amount } = payment
    const events = decideOrder(order, { type: 'recordPayment', at: unit.at, payment })
    if (events.length === 0) return
    if (!(await insertPayment(unit, stored, payment, name))) throw new Refusal('document_used')
    await appendOrder(unit, stored, journalActor, {
      type: 'payment.recorded',
      payload: {
        document: documentNumber,
        amount: amountText(amount),
        orderId,
        plan: order.planCode,
        quanta: order.quote.quanta,
        quantumMinutes: await quantumOf(unit, stored),
        ...coverageOf(order, events, accountForUpdate),
      },
    })
    await saveOrderEvents(unit, stored, events, journalActor)
    if (!events.some(({ type }) => type === 'order.paid')) return
    const regulation = await regulationOfVersion(unit.tx, stored.deskId, stored.regulationVersion)
    const { quanta, total: price, validity } = order.quote
    if (validity === null) {
      await accounts.perform(
        unit,
        accountForUpdate,
        { type: 'payOwed', at: unit.at, orderId, quanta, price },
        journalActor,
      )
      return
    }
    const bought = { orderId, planCode: order.planCode, quanta, price, validity, timeZone: zoneOf(regulation) }
    const after = await accounts.perform(
      unit,
      accountForUpdate,
      { type: 'addPackage', at: unit.at, packageId: randomUUID(), ...bought },
      journalActor,
    )
    const { leastQuantaPerTicket: leastQuanta } = workTermsOf(regulation)
    await accounts.perform(unit, after, { type: 'setLeastCharge', at: unit.at, quanta: leastQuanta }, journalActor)
  }

  /**
   * Q9: one that was recorded by mistake. What it brought is undone by an entry of the ledger that says why, or it stays. Returns
   * what was taken back; null where that had been done already.
   */
  async function takeBackPayment(
    unit: UnitOfWork,
    actor: StaffActor,
    { orderId, reason, ...document }: TakeBackPaymentInput,
  ): Promise<rows.StoredPayment | null> {
    const known = await rows.findOrder(unit.tx, orderId)
    if (known === null || known.deskId !== actor.desk.deskId) throw new Refusal('not_found')
    const packageId = await findPackageOf(unit.tx, orderId)
    const packageIds = packageId === null ? [] : [packageId]
    const accountForUpdate = await accounts.openForUpdate(unit, known, { packageIds })
    const stored = await rows.lockOrder(unit, orderId)
    if (stored === null) throw new Error('an order is gone')
    const events = decideOrder(stored.order, { type: 'takeBackPayment', at: unit.at, document })
    const taken = events.find((event) => event.type === 'order.paymentTakenBack')
    if (taken === undefined) return null
    await moveToTakenBack(unit, orderId, document, { by: actor.name, reason })
    const journalActor = signatureOf(actor, 'desk')
    await appendOrder(unit, stored, journalActor, {
      type: 'payment.takenBack',
      payload: { document: document.documentNumber, amount: amountText(taken.payment.amount), note: reason, orderId },
    })
    await saveOrderEvents(unit, stored, events, journalActor)
    if (events.some(({ type }) => type === 'order.reopened')) {
      await undo(unit, actor, { accountForUpdate, stored, reason })
    }
    const { documentNumber } = document
    return stored.allPayments.find((one) => one.takenBack === null && one.documentNumber === documentNumber) ?? null
  }

  /** Exactly what the order's being paid has done to the account, or why that cannot be. */
  async function undo(
    unit: UnitOfWork,
    actor: StaffActor,
    { accountForUpdate, stored, reason }: Omit<Paying, 'payment'> & { reason: string },
  ): Promise<void> {
    const { orderId, planCode, quote } = stored.order
    const isOwed = quote.validity === null
    // What is owed has the price of the plan under which it was worked.
    if (isOwed && accountForUpdate.usage?.planCode !== planCode) throw new Refusal('owed_cannot_return')
    const packageId = isOwed ? null : await findPackageOf(unit.tx, orderId)
    const by = `${actor.memberId}:${actor.userId}`
    await accounts.perform(
      unit,
      accountForUpdate,
      { type: 'takeBackPurchase', at: unit.at, packageId, quanta: quote.quanta, reason, by },
      signatureOf(actor, 'desk'),
    )
  }

  return { recordPayment, takePayment, takeBackPayment }
}

/** What a payment has made of its order: what is said of it to both sides. */
function coverageOf(
  order: Order,
  events: readonly OrderEvent[],
  { head }: AccountForUpdate,
): Pick<JournalPayload<'payment.recorded'>, 'pays' | 'missing'> {
  if (events.some(({ type }) => type === 'order.paid')) {
    const isFirst = head.count === 0 && order.quote.validity !== null
    return { pays: isFirst ? 'first' : 'order', missing: '' }
  }
  if (order.status === 'paid') return { pays: 'beyond', missing: '' }
  const { minor, currency } = creditOf(events.reduce(evolveOrder, order))
  return { pays: 'part', missing: amountText({ minor: -minor, currency }) }
}
