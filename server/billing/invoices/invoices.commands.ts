import type { billingEvents } from '#contract/billing/events.ts'
import type { InvoiceProblem } from '#contract/billing/crm.types.ts'
import type { TakeBackPaymentInput } from '#contract/billing/orders.types.ts'
import type { JournalEvent, JournalPayload } from '#contract/events.ts'
import { signatureOf, theSystem, type Actor, type StaffActor } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import { wakeThing } from '#server/platform/db/wakes.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { CrmInvoice } from '#server/portals/gateway.port.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import type { Accounts } from '../accounts/accounts.commands.ts'
import { isUnsettled, judge, type InvoiceRead, type Verdict } from './domain/invoice.ts'
import { localDayOf } from '#server/calendar/localDate.ts'
import type { AccountKey, AccountForUpdate } from '../domain/accountForUpdate.ts'
import { amountText, quantumOf } from '../orders/orders.audit.ts'
import type { Payments } from '../orders/payments.commands.ts'
import * as rows from './invoices.sql.ts'
import { findOrder, lockOrder, type StoredOrder, type StoredPayment } from '../orders/orders.sql.ts'
import { zoneOf } from '../domain/workTerms.ts'

/** Durable, soon: what CRM has of this order's invoice is brought to what it should be, and read. */
export type SyncLater = (unit: UnitOfWork, orderId: string) => Promise<void>

/** Q4: for what was just ordered. Where the desk's portal has not granted its CRM there is none, and payment goes on by hand. */
export async function beginInvoices(
  unit: UnitOfWork,
  account: AccountKey,
  placedAt: Date,
  later: SyncLater,
): Promise<void> {
  for (const orderId of await rows.insertInvoices(unit, account, placedAt)) await later(unit, orderId)
}

/** After an order was paid by hand, cancelled or has lapsed, or its client got a company. */
export async function reviewInvoices(unit: UnitOfWork, account: AccountKey, later: SyncLater): Promise<void> {
  for (const orderId of await rows.listOpenInvoicesOf(unit.tx, account)) await later(unit, orderId)
}

export type ChangedItem = { entityTypeId: number; id: number }

/** Smart invoices, among the kinds of items that a CRM has. */
const invoiceKind = 31

/** An event of the desk's own CRM says so; what the item has become is read there. */
export async function itemChanged(
  unit: UnitOfWork,
  deskMemberId: string,
  { entityTypeId, id }: ChangedItem,
  later: SyncLater,
): Promise<void> {
  const orderId = entityTypeId === invoiceKind ? await rows.findOrderOfItem(unit.tx, deskMemberId, id) : null
  if (orderId !== null) await later(unit, orderId)
}

/** The owner has an invoice made for an order that has none, or anew for one whose invoice failed or is gone. */
export async function sendInvoice(unit: UnitOfWork, actor: Actor, orderId: string, later: SyncLater): Promise<void> {
  const stored = await lockOrder(unit, orderId)
  if (stored === null || stored.deskId !== actor.desk?.deskId) throw new Refusal('not_found')
  const { status } = stored.order
  if (status !== 'open') throw new Refusal(`order_${status}`)
  if (!stored.usesCrm) throw new Refusal('crm_not_granted')
  const isBegun = (await rows.insertInvoice(unit, orderId)) || (await rows.resetInvoice(unit, orderId))
  if (!isBegun) return
  const { deskId, memberId } = stored
  const journalActor = signatureOf(actor, 'desk')
  await append(unit, [
    { type: 'invoice.asked', actor: journalActor, memberId, deskId, payload: await payloadOf(unit, stored) },
  ])
  await later(unit, orderId)
}

export type Invoices = ReturnType<typeof makeInvoices>
type Paid = { accountForUpdate: AccountForUpdate; stored: StoredOrder; read: CrmInvoice; minor: number }

export function makeInvoices({ accounts, payments }: { accounts: Accounts; payments: Payments }) {
  /** Only what was read from CRM decides; null: the invoice is gone there. */
  async function takeInvoice(unit: UnitOfWork, orderId: string, found: FoundInvoice | null): Promise<void> {
    // The account before the order, the order before its invoice.
    const known = await findOrder(unit.tx, orderId)
    const accountForUpdate = known?.order.status === 'open' ? await accounts.openForUpdate(unit, known) : null
    const stored = await lockOrder(unit, orderId)
    const invoice = await rows.lockInvoice(unit, orderId)
    if (stored === null || invoice === null || !isUnsettled(invoice)) return
    if (found === null) {
      await noteState(unit, stored, { state: stored.order.status === 'open' ? 'deleted' : 'closed', problem: null })
      return
    }
    const { read } = found
    // The payment that it says was taken back, also while this visit was on its way: it pays nothing before it is unpaid in CRM.
    const isOfBefore = invoice.problem === 'stillPaid' || found.moved === 'success'
    if (isOfBefore && read.stage === 'success' && stored.order.status !== 'paid') {
      await noteState(unit, stored, { state: 'paid', problem: 'stillPaid', ...factsOf(found) })
      return
    }
    const verdict = judge(stored.order, read, unit.at)
    if (verdict.is === 'paying' && accountForUpdate !== null)
      await pay(unit, { accountForUpdate, stored, read, minor: verdict.minor })
    await noteState(unit, stored, { ...stateAfter(verdict, read), ...factsOf(found) })
  }

  /** The invoice is the document; CRM tells no date of payment, so it is the day on which we learned of it. */
  async function pay(unit: UnitOfWork, { accountForUpdate, stored, read, minor }: Paid): Promise<void> {
    const { regulation } = await regulationAt(unit.tx, stored.deskId, unit.at)
    const payment = {
      documentNumber: read.number,
      documentDate: localDayOf(zoneOf(regulation), unit.at.getTime()).date,
      amount: { minor, currency: read.currency },
    }
    await payments.takePayment(unit, { accountForUpdate, stored, payment }, { journalActor: theSystem, name: '' })
  }

  /** Q9: also of one that CRM had told of, where CRM takes it back as well; then its invoice goes on as it is there now. */
  async function takeBackPayment(
    unit: UnitOfWork,
    actor: StaffActor,
    input: TakeBackPaymentInput,
    asked: InCrm | null,
  ): Promise<void> {
    const taken = await payments.takeBackPayment(unit, actor, input)
    if (taken === null) return
    if (!isOfCrm(taken)) return noteStillPaid(unit, input.orderId)
    if (asked === null || asked.read?.stage === 'success') throw new Refusal('payment_in_crm')
    if ((await rows.lockInvoice(unit, input.orderId)) === null) return
    const change = { state: stateOf(asked.read), problem: null, attempts: 0, isMoved: false }
    await rows.saveInvoice(unit, input.orderId, change)
  }

  return { takeInvoice, takeBackPayment }
}

/**
 * A payment that was recorded by hand is taken back, and CRM still has its invoice as paid. The visit that follows moves it back
 * where this program has moved it; until then, and where a person has, the owner reads it.
 */
async function noteStillPaid(unit: UnitOfWork, orderId: string): Promise<void> {
  const stored = await findOrder(unit.tx, orderId)
  const invoice = await rows.lockInvoice(unit, orderId)
  if (stored === null || stored.order.status === 'paid' || invoice?.state !== 'paid') return
  if (stored.allPayments.some((payment) => payment.takenBack === null && isOfCrm(payment))) return
  await rows.saveInvoice(unit, orderId, { state: 'paid', problem: 'stillPaid', attempts: 0 })
  if (stored.invoice?.isMoved !== true) await appendStillPaid(unit, stored)
}

function appendStillPaid(unit: UnitOfWork, stored: StoredOrder): Promise<void> {
  const document = stored.invoice?.number ?? ''
  return appendInvoice(unit, stored, { type: 'invoice.stillPaid', payload: { document } })
}

/** An invoice as CRM has it after a visit: to which stage the visit has moved it (null: to none), and where it is paid online. */
export type FoundInvoice = { read: CrmInvoice; moved: InvoiceRead['stage'] | null; payLink: string | null }

function factsOf({ read, moved, payLink }: FoundInvoice): Omit<rows.InvoiceChange, 'state' | 'problem'> {
  const { invoiceId, number } = read
  return {
    invoiceId,
    number,
    ...(moved !== null && { isMoved: moved !== 'open' }),
    ...(payLink !== null && { payLink }),
  }
}

/** What CRM says now of the invoice of which a payment was read; null: it is gone there. */
export type InCrm = { read: Pick<InvoiceRead, 'stage'> | null }

/** Nobody has recorded it: it was read from CRM. */
export function isOfCrm({ recordedBy }: Pick<StoredPayment, 'recordedBy'>): boolean {
  return recordedBy === ''
}

function stateOf(read: InCrm['read']): rows.InvoiceChange['state'] {
  if (read === null) return 'deleted'
  return read.stage === 'failure' ? 'closed' : 'sent'
}

function stateAfter(verdict: Verdict, read: InvoiceRead): Pick<rows.InvoiceChange, 'state' | 'problem'> {
  switch (verdict.is) {
    case 'paying':
    case 'settled':
      return { state: 'paid', problem: null }
    case 'tooLate':
      return { state: 'paid', problem: 'paidAfterEnd' }
    case 'differs':
      return { state: 'sent', problem: verdict.problem }
    case 'unpaid':
      return { state: read.stage === 'failure' ? 'closed' : 'sent', problem: null }
  }
}

/** In the journal where it is new; pages of the desk are woken in any case. */
async function noteState(unit: UnitOfWork, stored: StoredOrder, change: rows.InvoiceChange): Promise<void> {
  const { invoice: before, order } = stored
  await rows.saveInvoice(unit, order.orderId, { attempts: 0, ...change })
  const isNew = before?.state !== change.state || before.problem !== change.problem
  if (!isNew) return
  wakeThing(unit, 'billing', stored)
  const document = change.number ?? before?.number ?? ''
  if (change.state === 'sent' && before?.state === 'waiting') {
    await appendInvoice(unit, stored, {
      type: 'invoice.sent',
      payload: { ...(await payloadOf(unit, stored)), document, orderId: order.orderId },
    })
  }
  if (change.state === 'deleted') await appendInvoice(unit, stored, { type: 'invoice.deleted', payload: { document } })
}

/** CRM does not answer, or says no: the order stays, and its invoice says why there is none yet. */
export async function noteFailure(unit: UnitOfWork, orderId: string, problem: InvoiceProblem): Promise<number> {
  const stored = await lockOrder(unit, orderId)
  const invoice = await rows.lockInvoice(unit, orderId)
  if (stored === null || invoice === null || !isUnsettled(invoice)) return 0
  const { state } = invoice
  const open = await rows.findOpenInvoice(unit.tx, orderId)
  const attempts = (open?.attempts ?? 0) + 1
  const isFinal = problem === 'refused' && state === 'waiting'
  const staysPaid = invoice.problem === 'stillPaid'
  if (staysPaid && problem === 'refused' && attempts === 1) await appendStillPaid(unit, stored)
  // An invoice that lies in CRM and could not be read for a while has no problem that a person could mend.
  const isKept = staysPaid || (problem === 'unreachable' && state === 'sent')
  const shown = isKept ? invoice.problem : problem
  await rows.saveInvoice(unit, orderId, { state: isFinal ? 'failed' : state, problem: shown, attempts })
  if (isFinal) await appendInvoice(unit, stored, { type: 'invoice.failed', payload: await payloadOf(unit, stored) })
  else if (stored.invoice?.problem !== shown) wakeThing(unit, 'billing', { deskId: stored.deskId, memberId: null })
  return isFinal ? 0 : attempts
}

async function payloadOf(unit: UnitOfWork, stored: StoredOrder): Promise<JournalPayload<'invoice.asked'>> {
  const { order } = stored
  const quantumMinutes = await quantumOf(unit, stored)
  return { plan: order.planCode, quanta: order.quote.quanta, quantumMinutes, amount: amountText(order.quote.total) }
}

/** What happened by itself. */
async function appendInvoice<Type extends keyof typeof billingEvents>(
  unit: UnitOfWork,
  { deskId, memberId }: AccountKey,
  event: JournalEvent<Type>,
): Promise<void> {
  await append(unit, [{ ...event, actor: theSystem, memberId, deskId }])
}
