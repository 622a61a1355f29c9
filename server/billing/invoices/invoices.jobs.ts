import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { Db } from '#server/platform/db/db.ts'
import { nothingKept, type AddJob, type JobTasks } from '#server/platform/jobs/jobs.ts'
import type { Log } from '#server/platform/log.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork, Transaction } from '#server/platform/db/unitOfWork.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import type { Account, Crm, CrmInvoice, InvoiceDraft } from '#server/portals/gateway.port.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { decimalOf } from '../domain/decimal.ts'
import { rowOf, stageToGive } from './domain/invoice.ts'
import { noteFailure, type FoundInvoice, type Invoices, type SyncLater } from './invoices.commands.ts'
import { invoiceTexts } from './invoices.texts.ts'
import { findOpenInvoice, takeInvoiceLock, listOpenInvoices, type OpenInvoice } from './invoices.sql.ts'
import { findOrder } from '../orders/orders.sql.ts'

export type InvoiceJobsDeps = {
  db: Db
  transaction: Transaction
  portalClients: Pick<PortalClients, 'ask'>
  log: Log
  invoices: Invoices
  addJob: AddJob
}

/** Conversations with CRM that a process has open at once; a slow one leaves the other jobs a free worker. */
const mostOpen = 2
const pauseMilliseconds = 3000
/** Longer than the longest call of a portal: what was asked for and not answered has been done by then, or never will be. */
const leastRetryMilliseconds = 70_000
const longestRetryMilliseconds = 3_600_000
/** Bitrix24 repeats no event: each open invoice is read again within this time anyway. */
const roundMilliseconds = 12 * 60_000

const oneOrder = v.object({ orderId: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    syncInvoice: v.InferOutput<typeof oneOrder>
    checkInvoices: object
  }
}
export type InvoiceTask = 'syncInvoice' | 'checkInvoices'

/** One job an order: what is asked while it waits is answered by the same visit to CRM. */
export function syncInvoiceLater(addJob: AddJob): SyncLater {
  return (unit, orderId) => addJob(unit, 'syncInvoice', { orderId }, { key: `invoice ${orderId}` })
}

/** Q4: invoices in the CRM of desks. Every step may run again: it looks first at what is there. */
export function invoiceJobs(deps: InvoiceJobsDeps): JobTasks<InvoiceTask> {
  const { transaction } = deps
  let open = 0

  async function sync(orderId: string): Promise<void> {
    if (open >= mostOpen) return later(orderId)
    open += 1
    try {
      if (!(await syncAlone(deps, orderId))) await later(orderId)
    } finally {
      open -= 1
    }
  }

  function later(orderId: string): Promise<void> {
    return transaction((unit) => syncAgain(deps, unit, orderId, pauseMilliseconds))
  }

  return {
    syncInvoice: { payload: oneOrder, run: ({ orderId }) => sync(orderId) },
    checkInvoices: { payload: nothingKept, run: () => transaction((unit) => checkInvoices(deps, unit)) },
  }
}

/** Each under a key of its own, so that it never puts off what an event has asked for. */
async function checkInvoices({ addJob }: Pick<InvoiceJobsDeps, 'addJob'>, unit: UnitOfWork): Promise<void> {
  for (const orderId of await listOpenInvoices(unit.tx)) {
    const spec = { key: `invoice check ${orderId}`, runAt: new Date(unit.at.getTime() + placeInRound(orderId)) }
    await addJob(unit, 'syncInvoice', { orderId }, spec)
  }
}

/** False while another process speaks with CRM about it. The transaction writes nothing, so nobody waits for it. */
function syncAlone(deps: InvoiceJobsDeps, orderId: string): Promise<boolean> {
  return deps.transaction(async (holder) => {
    if (!(await takeInvoiceLock(holder, orderId))) return false
    await syncLocked(deps, orderId)
    return true
  })
}

function syncAgain(deps: InvoiceJobsDeps, unit: UnitOfWork, orderId: string, inMilliseconds: number): Promise<void> {
  const runAt = new Date(unit.at.getTime() + inMilliseconds)
  return deps.addJob(unit, 'syncInvoice', { orderId }, { key: `invoice again ${orderId}`, runAt })
}

async function syncLocked(deps: InvoiceJobsDeps, orderId: string): Promise<void> {
  const { db, transaction, portalClients } = deps
  const invoice = await findOpenInvoice(db, orderId)
  if (invoice === null) return
  try {
    const draft = await draftOf(db, invoice)
    const found = await portalClients.ask(invoice.deskMemberId, null, ({ crm }, account) =>
      talk(crm, account, invoice, draft),
    )
    await transaction((unit) => deps.invoices.takeInvoice(unit, orderId, found))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    deps.log.info({ orderId, code: error.code }, 'CRM did not take an invoice')
    await transaction((unit) => noteAndRetry(deps, unit, orderId, error))
  }
}

async function noteAndRetry(
  deps: InvoiceJobsDeps,
  unit: UnitOfWork,
  orderId: string,
  { code }: Refusal,
): Promise<void> {
  if (code === 'document_used' || code === 'document_differs') {
    await noteFailure(unit, orderId, 'documentUsed')
    return
  }
  const attempts = await noteFailure(unit, orderId, code === 'crm_refused' ? 'refused' : 'unreachable')
  if (attempts === 0) return
  const wait = Math.min(longestRetryMilliseconds, leastRetryMilliseconds * 2 ** (attempts - 1))
  await syncAgain(deps, unit, orderId, wait)
}

/** Brings CRM to what it should have and says what it has; null: the invoice is gone there. */
async function talk(
  crm: Crm,
  account: Account,
  invoice: OpenInvoice,
  draft: InvoiceDraft,
): Promise<FoundInvoice | null> {
  const isOpen = invoice.orderStatus === 'open'
  const { invoiceId, companyId } = invoice
  const known =
    invoiceId === null ? await crm.findInvoice(account, draft.mark) : await crm.readInvoice(account, invoiceId)
  if (known === null && (invoiceId !== null || !isOpen)) return null
  const present = known ?? (await crm.addInvoice(account, draft))
  // Whoever made it may have died before it had its line.
  if (invoiceId === null && present.stage === 'open') await crm.writeRow(account, present.invoiceId, draft.row)
  const stage = stageToGive({ status: invoice.orderStatus, isMoved: invoice.isMoved }, present.stage)
  if (stage !== null) {
    const read = await crm.moveInvoice(account, present.invoiceId, stage)
    return read === null ? null : { read, moved: read.stage === stage ? stage : null, payLink: null }
  }
  const lacksCompany = present.companyId === null && companyId !== null && present.stage === 'open'
  if (lacksCompany && known !== null) await crm.setCompany(account, present.invoiceId, companyId)
  return { read: present, moved: null, payLink: await payLinkOf(crm, account, invoice, present) }
}

/** Where it is paid online, once; an invoice without such an address is one all the same. */
async function payLinkOf(
  crm: Crm,
  account: Account,
  { payLink, givesLinks }: OpenInvoice,
  { invoiceId, stage }: CrmInvoice,
): Promise<string | null> {
  if (!givesLinks || payLink !== null || stage !== 'open') return null
  try {
    return await crm.findPayLink(account, invoiceId)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return null
  }
}

async function draftOf(db: Db, { orderId, deskId, language, companyId }: OpenInvoice): Promise<InvoiceDraft> {
  const stored = await findOrder(db, orderId)
  if (stored === null) throw new Error('an invoice has no order')
  const { planCode, quote } = stored.order
  const regulation = await regulationOfVersion(db, deskId, stored.regulationVersion)
  const plan = regulation.plans.find(({ code }) => code === planCode)?.title[language] ?? planCode
  const { currency } = quote.total
  const { minor, quantity } = rowOf(quote)
  const texts = invoiceTexts[language]
  const { quantumMinutes } = regulation.work
  return {
    mark: `opora-${orderId}`,
    title: texts.title({ plan, quanta: quote.quanta, quantumMinutes }),
    amount: decimalOf(quote.total),
    currency,
    companyId,
    row: {
      name: texts.row({ plan, quanta: quantity === 1 ? quote.quanta : 1, quantumMinutes }),
      price: decimalOf({ minor, currency }),
      quantity,
    },
  }
}

/** Spread over the round by the order's own number, so that no portal is asked about all of its invoices at once. */
function placeInRound(orderId: string): number {
  return createHash('sha256').update(orderId).digest().readUInt32BE() % roundMilliseconds
}
