import * as v from 'valibot'
import { Refusal } from '#server/platform/refusal.ts'
import { companyAnswer, itemAnswer, readAnswer, readRows, stageAnswer } from './restSchemas.adapter.ts'
import type { Account, Crm, CrmInvoice } from './gateway.port.ts'

type Ask = (account: Account, method: string, params: Record<string, unknown>) => Promise<unknown>

const invoiceType = 31
const companyType = 4
const oneItem = v.object({ item: itemAnswer })
const semantics = { S: 'success', F: 'failure' } as const

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
      stage: stage?.SEMANTICS === 'S' || stage?.SEMANTICS === 'F' ? semantics[stage.SEMANTICS] : 'open',
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
      const target = stages.find(({ SEMANTICS }) => SEMANTICS === (to === 'success' ? 'S' : 'F'))
      // A desk may have taken such a stage away: then its people see in the order's row what became of it.
      if (target === undefined) return invoiceOf(account, item)
      const fields = { stageId: target.STATUS_ID }
      await refusable(ask(account, 'crm.item.update', { entityTypeId: invoiceType, id: invoiceId, fields }))
      return readInvoice(account, invoiceId)
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
