import * as v from 'valibot'
import { Refusal } from '#server/platform/refusal.ts'
import { readPayLink } from './domain/payLink.ts'
import {
  companyAnswer,
  itemAnswer,
  madePaymentAnswer,
  paymentAnswer,
  paymentLinkAnswer,
  productRowAnswer,
  readAnswer,
  readRows,
  stageAnswer,
} from './restSchemas.adapter.ts'
import type { Account, Crm, CrmInvoice } from './gateway.port.ts'

type Ask = (account: Account, method: string, params: Record<string, unknown>) => Promise<unknown>

const invoiceType = 31
const companyType = 4
const oneItem = v.object({ item: itemAnswer })

/** Smart invoices and companies by CRM's universal methods. */
export function makeCrm({ ask, askOnce }: { ask: Ask; askOnce: Ask }): Crm {
  async function stagesOf(account: Account, categoryId: number) {
    const filter = { ENTITY_ID: `SMART_INVOICE_STAGE_${categoryId}` }
    const answer = await ask(account, 'crm.status.list', { order: { SORT: 'ASC' }, filter })
    return readRows(stageAnswer, answer, 'crm.status.list')
  }

  /** A desk names its stages as it likes: only their semantics say what CRM takes them for. */
  async function invoiceOf(account: Account, item: v.InferOutput<typeof itemAnswer>): Promise<CrmInvoice> {
    const stage = (await stagesOf(account, item.categoryId)).find(({ STATUS_ID }) => STATUS_ID === item.stageId)
    return {
      invoiceId: item.id,
      number: item.accountNumber || String(item.id),
      stage: meaningOf(stage?.SEMANTICS ?? ''),
      amount: item.opportunity,
      currency: item.currencyId,
      companyId: item.companyId > 0 ? item.companyId : null,
    }
  }

  async function readItem(account: Account, invoiceId: number) {
    const asked = ask(account, 'crm.item.get', { entityTypeId: invoiceType, id: invoiceId })
    const answer = await refusable(orGone(asked))
    return answer === null ? null : readAnswer(oneItem, answer, 'crm.item.get').item
  }

  /** The payment of all that the invoice has, made where there is none; null where nothing waits to be paid. May run twice. */
  async function paymentOf(account: Account, invoiceId: number): Promise<number | null> {
    const of = { entityId: invoiceId, entityTypeId: invoiceType }
    const answer = await refusable(ask(account, 'crm.item.payment.list', of))
    const known = readRows(paymentAnswer, answer, 'crm.item.payment.list')
    const unpaid = known.find(({ paid }) => paid !== 'Y')
    if (unpaid === undefined && known.length > 0) return null
    if (unpaid !== undefined && Number(unpaid.sum) > 0) return unpaid.id
    const paymentId = unpaid?.id ?? (await addPayment(account, of))
    await fillPayment(account, paymentId, invoiceId)
    return paymentId
  }

  async function addPayment(account: Account, of: Record<string, number>): Promise<number> {
    const answer = await refusable(askOnce(account, 'crm.item.payment.add', of))
    return readAnswer(madePaymentAnswer, answer, 'crm.item.payment.add')
  }

  async function fillPayment(account: Account, paymentId: number, invoiceId: number): Promise<void> {
    const filter = { '=ownerType': 'SI', '=ownerId': invoiceId }
    const answer = await refusable(ask(account, 'crm.item.productrow.list', { filter }))
    const { productRows } = readAnswer(
      v.object({ productRows: v.array(productRowAnswer) }),
      answer,
      'crm.item.productrow.list',
    )
    for (const { id: rowId, quantity } of productRows) {
      await refusable(askOnce(account, 'crm.item.payment.product.add', { paymentId, rowId, quantity }))
    }
  }

  async function readInvoice(account: Account, invoiceId: number): Promise<CrmInvoice | null> {
    const item = await readItem(account, invoiceId)
    return item === null ? null : invoiceOf(account, item)
  }

  return {
    async findInvoice(account, mark) {
      const params = { entityTypeId: invoiceType, filter: { '=xmlId': mark }, order: { id: 'ASC' } }
      const answer = await refusable(ask(account, 'crm.item.list', params))
      // One that cannot be read might be the very invoice, and a second one would be made.
      for (const item of readAnswer(v.object({ items: v.array(itemAnswer) }), answer, 'crm.item.list').items) {
        const invoice = await invoiceOf(account, item)
        if (invoice.stage !== 'failure') return invoice
      }
      return null
    },
    async addInvoice(account, { mark, title, amount, currency, companyId }) {
      const fields = {
        title,
        xmlId: mark,
        opportunity: amount,
        currencyId: currency,
        // Without it CRM would work the sum out anew from the rows.
        isManualOpportunity: 'Y',
        ...(companyId !== null && { companyId }),
      }
      const answer = await refusable(askOnce(account, 'crm.item.add', { entityTypeId: invoiceType, fields }))
      return invoiceOf(account, readAnswer(oneItem, answer, 'crm.item.add').item)
    },
    async writeRow(account, invoiceId, { name, price, quantity }) {
      const productRows = [{ productName: name, price, quantity }]
      await refusable(ask(account, 'crm.item.productrow.set', { ownerType: 'SI', ownerId: invoiceId, productRows }))
    },
    readInvoice,
    async moveInvoice(account, invoiceId, to) {
      const item = await readItem(account, invoiceId)
      if (item === null) return null
      const stages = await stagesOf(account, item.categoryId)
      const fitting = stages.filter(({ SEMANTICS }) => meaningOf(SEMANTICS) === to)
      const before = to === 'open' ? fitting.find(({ STATUS_ID }) => STATUS_ID === item.previousStageId) : undefined
      const target = before ?? fitting[0]
      // A desk may have taken such a stage away: then its people see in the order's row what became of it.
      if (target === undefined) return invoiceOf(account, item)
      const fields = { stageId: target.STATUS_ID }
      await refusable(ask(account, 'crm.item.update', { entityTypeId: invoiceType, id: invoiceId, fields }))
      return readInvoice(account, invoiceId)
    },
    async findPayLink(account, invoiceId) {
      const paymentId = await paymentOf(account, invoiceId)
      if (paymentId === null) return null
      const answer = await refusable(ask(account, 'salescenter.payment.getPublicUrl', { id: paymentId }))
      const { payment } = readAnswer(paymentLinkAnswer, answer, 'salescenter.payment.getPublicUrl')
      return readPayLink(payment.url, account.clientEndpoint)
    },
    async setCompany(account, invoiceId, companyId) {
      const params = { entityTypeId: invoiceType, id: invoiceId, fields: { companyId } }
      await refusable(ask(account, 'crm.item.update', params))
    },
    async findCompany(account, companyId) {
      const asked = ask(account, 'crm.item.get', { entityTypeId: companyType, id: companyId })
      const answer = await refusable(orGone(asked))
      if (answer === null) return null
      const { item } = readAnswer(v.object({ item: companyAnswer }), answer, 'crm.item.get')
      if (item.id !== companyId) throw new Refusal('portal_unreachable', { method: 'crm.item.get' })
      return { companyId, title: item.title }
    },
  }
}

function meaningOf(semantics: string): CrmInvoice['stage'] {
  if (semantics === 'S') return 'success'
  return semantics === 'F' ? 'failure' : 'open'
}

async function orGone(asked: Promise<unknown>): Promise<unknown> {
  try {
    return await asked
  } catch (error) {
    if (causeOf(error).code === 'NOT_FOUND') return null
    throw error
  }
}

/** CRM has understood the question and says no: the same question would get the same answer. */
async function refusable(asked: Promise<unknown>): Promise<unknown> {
  try {
    return await asked
  } catch (error) {
    const { status, code } = causeOf(error)
    if (![400, 403, 404].includes(status)) throw error
    throw Object.assign(new Refusal('crm_refused', { code }), { cause: error })
  }
}

function causeOf(error: unknown): { code: string; status: number } {
  const parsed = v.safeParse(
    v.object({ cause: v.object({ code: v.string(), status: v.fallback(v.number(), 0) }) }),
    error,
  )
  return parsed.success ? parsed.output.cause : { code: '', status: 0 }
}
