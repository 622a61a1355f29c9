import type { Call, Method, Outcome } from './call.ts'
import { refused } from './call.ts'
import type { Company, Invoice, Payment } from './crm.ts'
import { companyType, findCompany, findInvoice, invoiceCategory, invoiceType, stages } from './crm.ts'
import { sendEvent } from './events.ts'
import type { PhpMap, PhpValue } from './php.ts'
import { isMap, listOf, mapOf, textOf } from './php.ts'
import type { Portal, World } from './state.ts'
import { nextId } from './state.ts'
import { wordsOf } from './words.ts'

const scopes = ['crm']

/** Companies and smart invoices by CRM's universal methods, in their real shapes. */
export const methodsOfCrm: Record<string, Method> = {
  'crm.item.get': { scopes, answer: get },
  'crm.item.list': { scopes, answer: list },
  'crm.item.add': { scopes, answer: add },
  'crm.item.update': { scopes, answer: update },
  'crm.item.delete': { scopes, answer: remove },
  'crm.item.productrow.set': { scopes, answer: setRows },
  'crm.item.productrow.list': { scopes, answer: listRows },
  'crm.status.list': { scopes, answer: listStages },
  'crm.item.payment.list': { scopes, answer: listPayments },
  'crm.item.payment.add': { scopes, answer: addPayment },
  'crm.item.payment.product.add': { scopes, answer: addToPayment },
  'salescenter.payment.getpublicurl': { scopes: ['salescenter'], answer: payLink },
}

const notFound = () => refused(400, 'NOT_FOUND', 'Element not found')
const noType = () => refused(400, 'NOT_FOUND', 'SPA not found')

function get(call: Call): Outcome {
  const { portal, params } = call
  const id = Number(textOf(params['ID']))
  if (typeOf(params) === companyType) {
    const company = findCompany(portal, id)
    return company ? { result: { item: shownCompany(company) } } : notFound()
  }
  if (typeOf(params) !== invoiceType) return noType()
  const invoice = findInvoice(portal, id)
  return invoice ? { result: { item: shown(invoice) } } : notFound()
}

function list({ portal, params }: Call): Outcome {
  const filter = mapOf(params['FILTER'])
  const items: PhpMap[] =
    typeOf(params) === companyType ? portal.crm.companies.map(shownCompany) : portal.crm.invoices.map(shown)
  const found = items.filter((item) =>
    Object.entries(filter).every(([key, value]) => textOf(item[key.replace(/^=/, '')]) === textOf(value)),
  )
  return { result: { items: found.slice(0, 50) }, total: found.length }
}

function add({ world, portal, params, user }: Call): Outcome {
  if (typeOf(params) !== invoiceType) return noType()
  portal.crm.lastInvoice += 1
  const invoice: Invoice = {
    id: portal.crm.lastInvoice,
    title: '',
    xmlId: '',
    stageId: 'DT31_1:N',
    previousStageId: '',
    companyId: 0,
    opportunity: 0,
    isManualOpportunity: 'N',
    currencyId: 'RUB',
    createdBy: user.id,
    createdTime: world.now(),
    rows: [],
    payments: [],
  }
  write(invoice, mapOf(params['FIELDS']))
  portal.crm.invoices.push(invoice)
  tell(world, portal, 'ADD', invoice.id)
  return { result: { item: shown(invoice) } }
}

function update({ world, portal, params }: Call): Outcome {
  if (typeOf(params) !== invoiceType) return noType()
  const invoice = findInvoice(portal, Number(textOf(params['ID'])))
  if (!invoice) return notFound()
  const fields = mapOf(params['FIELDS'])
  const stageId = textOf(fields['stageId'])
  if (stageId !== '' && !stages.some((stage) => stage.statusId === stageId)) {
    return refused(400, 'CRM_FIELD_ERROR_VALUE_NOT_VALID', 'Invalid value of the field "stageId"')
  }
  changeInvoice(world, portal, invoice.id, fields)
  return { result: { item: shown(invoice) } }
}

function remove({ world, portal, params }: Call): Outcome {
  if (typeOf(params) !== invoiceType) return noType()
  const invoice = findInvoice(portal, Number(textOf(params['ID'])))
  if (!invoice) return notFound()
  deleteInvoice(world, portal, invoice.id)
  return { result: [] }
}

/** What an application and what a person changes is the same change, and both are told. */
export function changeInvoice(world: World, portal: Portal, id: number, fields: PhpMap) {
  const invoice = findInvoice(portal, id)
  if (!invoice) throw new Error(`Portal ${portal.key} has no invoice ${id}`)
  write(invoice, fields)
  tell(world, portal, 'UPDATE', id)
}

export function deleteInvoice(world: World, portal: Portal, id: number) {
  portal.crm.invoices = portal.crm.invoices.filter((known) => known.id !== id)
  tell(world, portal, 'DELETE', id)
}

function setRows({ portal, params }: Call): Outcome {
  const invoice = findInvoice(portal, Number(textOf(params['OWNERID'])))
  if (textOf(params['OWNERTYPE']) !== 'SI') {
    return refused(400, 'ENTITY_TYPE_NOT_SUPPORTED', 'Entity type is not supported')
  }
  if (!invoice) return refused(400, 'OWNER_NOT_FOUND', 'Owner was not found')
  invoice.rows = listOf(params['PRODUCTROWS'])
    .filter(isMap)
    .map((row) => ({
      id: nextId(portal),
      productName: textOf(row['productName']),
      price: Number(textOf(row['price'])),
      quantity: Number(textOf(row['quantity']) || '1'),
    }))
  if (invoice.isManualOpportunity === 'N') {
    invoice.opportunity = invoice.rows.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
  }
  return { result: { productRows: rowsOf(invoice) } }
}

function listRows({ portal, params }: Call): Outcome {
  const filter = mapOf(params['FILTER'])
  const invoice = findInvoice(portal, Number(textOf(filter['=ownerId'])))
  const productRows = invoice === undefined ? [] : rowsOf(invoice)
  return { result: { productRows }, total: productRows.length }
}

function listPayments({ portal, params }: Call): Outcome {
  const payments = findInvoice(portal, Number(textOf(params['ENTITYID'])))?.payments ?? []
  return { result: payments.map((one) => ({ ...one, accountNumber: `${one.id}/1`, currency: 'RUB' })) }
}

function addPayment({ portal, params }: Call): Outcome {
  const invoice = findInvoice(portal, Number(textOf(params['ENTITYID'])))
  if (typeOf(params) !== invoiceType || !invoice) return refused(400, '0', 'Entity does not exist')
  const payment: Payment = { id: nextId(portal), sum: 0, paid: 'N' }
  invoice.payments.push(payment)
  return { result: payment.id }
}

function addToPayment({ portal, params }: Call): Outcome {
  const payment = findPayment(portal, Number(textOf(params['PAYMENTID'])))
  const row = portal.crm.invoices.flatMap(({ rows }) => rows).find(({ id }) => id === Number(textOf(params['ROWID'])))
  if (!payment || !row) return refused(400, '0', 'Payment has not been found')
  payment.sum += row.price * Number(textOf(params['QUANTITY']))
  return { result: nextId(portal) }
}

function payLink({ portal, params }: Call): Outcome {
  const payment = findPayment(portal, Number(textOf(params['ID'])))
  if (!payment) return refused(400, '200640400001', 'payment does not exist')
  const url = `${portal.origin}/pub/pay/?paymentId=${payment.id}`
  return { result: { payment: { url, shortUrl: `${portal.origin}/~${payment.id}`, qr: '' } } }
}

function findPayment(portal: Portal, id: number): Payment | undefined {
  return portal.crm.invoices.flatMap(({ payments }) => payments).find((one) => one.id === id)
}

function rowsOf(invoice: Invoice): PhpMap[] {
  return invoice.rows.map((row) => ({ ...row, ownerId: invoice.id, ownerType: 'SI', taxIncluded: 'N' }))
}

function listStages({ portal, params }: Call): Outcome {
  const entity = `SMART_INVOICE_STAGE_${invoiceCategory}`
  const asked = textOf(mapOf(params['FILTER'])['ENTITY_ID'])
  const found = asked === entity ? stages : []
  const result = found.map(({ id, statusId, semantics, name }, index) => ({
    ID: String(id),
    ENTITY_ID: entity,
    STATUS_ID: statusId,
    NAME: wordsOf(portal)[name],
    NAME_INIT: '',
    SORT: String(index * 10 + 10),
    SYSTEM: 'Y',
    CATEGORY_ID: String(invoiceCategory),
    COLOR: '#22b9ff',
    SEMANTICS: semantics,
    EXTRA: { SEMANTICS: semantics === null ? 'process' : finalOf(semantics), COLOR: '#22b9ff' },
  }))
  return { result, total: result.length }
}

function finalOf(semantics: 'S' | 'F'): string {
  return semantics === 'S' ? 'success' : 'failure'
}

function write(invoice: Invoice, fields: PhpMap) {
  const { title, xmlId, stageId, companyId, opportunity, isManualOpportunity, currencyId } = fields
  if (said(title)) invoice.title = textOf(title)
  if (said(xmlId)) invoice.xmlId = textOf(xmlId)
  if (said(companyId)) invoice.companyId = Number(textOf(companyId))
  if (said(opportunity)) invoice.opportunity = Number(textOf(opportunity))
  if (said(isManualOpportunity)) invoice.isManualOpportunity = isManualOpportunity === 'Y' ? 'Y' : 'N'
  if (said(currencyId)) invoice.currencyId = textOf(currencyId)
  if (said(stageId) && textOf(stageId) !== invoice.stageId) {
    invoice.previousStageId = invoice.stageId
    invoice.stageId = textOf(stageId)
  }
}

function shown({ rows: _rows, payments: _payments, createdTime, ...invoice }: Invoice): PhpMap {
  return {
    ...invoice,
    entityTypeId: invoiceType,
    accountNumber: String(invoice.id),
    categoryId: invoiceCategory,
    createdTime: createdTime.toISOString(),
    contactIds: [],
    mycompanyId: 0,
  }
}

function shownCompany({ id, title }: Company): PhpMap {
  return { id, title, entityTypeId: companyType, isMyCompany: 'N' }
}

function typeOf(params: PhpMap): number {
  return Number(textOf(params['ENTITYTYPEID']))
}

function said(value: PhpValue): boolean {
  return value !== undefined && value !== null
}

/** Nobody waits for the application. */
function tell(world: World, portal: Portal, what: 'ADD' | 'UPDATE' | 'DELETE', id: number) {
  void sendEvent(world, portal, `ONCRMDYNAMICITEM${what}`, {
    data: { FIELDS: { ID: id, ENTITY_TYPE_ID: invoiceType } },
  })
}
