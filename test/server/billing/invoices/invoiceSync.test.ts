import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { invoiceJobs } from '#server/billing/invoices/invoices.jobs.ts'
import { sendInvoice } from '#server/billing/invoices/invoices.commands.ts'
import { placeOrder } from '#server/billing/orders/orders.commands.ts'
import { findOrder } from '#server/billing/orders/orders.sql.ts'
import type { Crm, CrmInvoice, InvoiceDraft, PortalGateway } from '#server/portals/gateway.port.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { customerPorts } from '#test/support/ticketDeps.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billingStage.ts'

const monday = new Date('2026-03-02T07:00:00Z')

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
let pair: Pair
let crm: ReturnType<typeof openCrm>
let numbers = 0

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  const desk = await stage.openDesk(quantumMaintenance)
  pair = await stage.openClient(desk)
  await stage
    .db()
    .updateTable('portals')
    .set({ scopes: ['crm'] })
    .where('member_id', '=', desk.memberId)
    .execute()
}, 60_000)
beforeEach(() => {
  crm = openCrm()
})
afterAll(async () => {
  await stage.close()
  await database.drop()
})

/** A CRM in memory; `dies` is called when an invoice was made and nobody has been told yet. */
function openCrm() {
  const made: { draft: InvoiceDraft; invoice: CrmInvoice; rows: number }[] = []
  const known = (invoiceId: number) => made.find(({ invoice }) => invoice.invoiceId === invoiceId)
  const hooks: { dies: () => Promise<void>; moved: () => Promise<void> } = {
    dies: async () => {},
    moved: async () => {},
  }
  const links: { find: () => Promise<string | null> } = { find: async () => null }
  const port: Crm = {
    findInvoice: async (_account, mark) => made.find(({ draft }) => draft.mark === mark)?.invoice ?? null,
    async addInvoice(_account, draft) {
      const { amount, currency, companyId } = draft
      numbers += 1
      const invoiceId = numbers
      const invoice = { invoiceId, number: `${invoiceId}`, stage: 'open', amount, currency, companyId } as const
      made.push({ draft, invoice, rows: 0 })
      await hooks.dies()
      return invoice
    },
    async writeRow(_account, invoiceId) {
      const one = known(invoiceId)
      if (one !== undefined) one.rows = 1
    },
    readInvoice: async (_account, invoiceId) => known(invoiceId)?.invoice ?? null,
    async moveInvoice(_account, invoiceId, to) {
      const one = known(invoiceId)
      if (one === undefined) return null
      one.invoice = { ...one.invoice, stage: to }
      await hooks.moved()
      return one.invoice
    },
    findPayLink: () => links.find(),
    setCompany: async () => {},
    findCompany: async () => null,
  }
  return { made, hooks, links, port }
}

/** One server process. */
function process() {
  const later: string[] = []
  const gateway: Pick<PortalGateway, 'crm'> = { crm: crm.port }
  const account = { memberId: pair.desk.memberId, userId: 1, clientId: '', clientEndpoint: '', serverEndpoint: '' }
  const tokens = { accessToken: '', refreshToken: '', expiresAt: monday }
  const place = { ...account, tokens, patience: new AbortController().signal }
  const renew = async () => ({ tokens, clientEndpoint: '' })
  const jobs = invoiceJobs({
    db: stage.db(),
    transaction: (act) => stage.work(monday, act),
    portalClients: {
      ask: (_memberId, _userId, question) => question(Object.assign({}, emptyGateway, gateway), { ...place, renew }),
    },
    log: makeMemoryLog().log,
    invoices: stage.billing.invoices,
    addJob: async (_unit, task, _payload, spec) => void later.push(`${task} ${spec?.key?.split(' ')[1]}`),
  })
  return { later, sync: async (orderId: string) => jobs.syncInvoice.run({ orderId }) }
}

const unused = () => Promise.reject(new Error('not asked for here'))
const emptyGateway: Omit<PortalGateway, 'crm'> = {
  confirm: unused,
  confirmAddress: unused,
  readVisitor: unused,
  isAdmin: unused,
  readLicence: unused,
  findPeople: unused,
  readAddress: unused,
  readAccount: unused,
  readChatMessage: unused,
  findPerson: unused,
  notify: unused,
  readScopes: unused,
  bindPlacements: unused,
  bindEvents: unused,
}

async function ordered(): Promise<string> {
  const orderId = randomUUID()
  const { desk } = pair
  // Each of its own client: an order of the same that waits for its payment would be found instead.
  const { client } = await stage.openClient(desk)
  const total = { minor: 7200_00, currency: 'RUB' }
  const input = { deskId: desk.deskId, orderId, planCode: 'prepaid', quanta: 12, total }
  const deps = customerPorts
  await stage.work(monday, (unit) => placeOrder(unit, deps, client.admin, input))
  await stage.work(monday, (unit) => sendInvoice(unit, desk.owner, orderId, async () => {}))
  return orderId
}

const invoiceOf = async (orderId: string) => (await findOrder(stage.db(), orderId))?.invoice

it('Q4 a server that dies when CRM has made the invoice leaves one, and the next one finds it', async () => {
  const orderId = await ordered()
  crm.hooks.dies = () => Promise.reject(new Error('killed'))
  await expect(process().sync(orderId)).rejects.toThrow('killed')
  expect(await invoiceOf(orderId)).toMatchObject({ state: 'waiting', invoiceId: null })

  crm.hooks.dies = async () => {}
  await process().sync(orderId)

  expect(crm.made.map(({ rows, draft }) => ({ rows, amount: draft.amount, price: draft.row.price }))).toEqual([
    { rows: 1, amount: '7200.00', price: '600.00' },
  ])
  expect(await invoiceOf(orderId)).toMatchObject({ state: 'sent', invoiceId: numbers, number: String(numbers) })
})

it('Q4 of two servers one makes it, and the other comes back a moment later', async () => {
  const orderId = await ordered()
  const other = process()
  crm.hooks.dies = () => other.sync(orderId)
  await process().sync(orderId)

  expect(crm.made).toHaveLength(1)
  expect(other.later).toEqual(['syncInvoice again'])
})

it('Q4 a process speaks about two invoices at once, the others wait in the database', async () => {
  const orders = [await ordered(), await ordered(), await ordered(), await ordered()]
  const silence = Promise.withResolvers<void>()
  crm.hooks.dies = () => silence.promise
  const one = process()
  const all = orders.map((orderId) => one.sync(orderId))
  await Promise.race(all)
  await Promise.race(all.slice(2))
  silence.resolve()
  await Promise.all(all)

  expect(crm.made).toHaveLength(2)
  expect(one.later).toHaveLength(2)
})

it('Q9 a payment that is taken back while its invoice is being moved in CRM is not paid by that; the next visit moves it back', async () => {
  const orderId = await ordered()
  await process().sync(orderId)
  const document = { orderId, documentNumber: orderId.slice(0, 8), documentDate: '2026-03-01' }
  const amount = { minor: 7200_00, currency: 'RUB' }
  const { owner } = pair.desk
  const { payments, invoices } = stage.billing
  await stage.work(monday, (unit) => payments.recordPayment(unit, owner, { ...document, amount }))
  crm.hooks.moved = () =>
    stage.work(monday, (unit) => invoices.takeBackPayment(unit, owner, { ...document, reason: 'Не тот заказ' }, null))
  await process().sync(orderId)

  const status = async () => (await findOrder(stage.db(), orderId))?.order.status
  expect([await status(), (await invoiceOf(orderId))?.problem]).toEqual(['open', 'stillPaid'])
  crm.hooks.moved = async () => {}
  await process().sync(orderId)
  expect(crm.made.map(({ invoice }) => invoice.stage)).toEqual(['open'])
  expect([await status(), await invoiceOf(orderId)]).toMatchObject(['open', { state: 'sent', problem: null }])
})

it('Q4 an invoice without an address to pay it is one all the same; a portal that gives one is asked once', async () => {
  await stage
    .db()
    .updateTable('portals')
    .set({ scopes: ['crm', 'salescenter'] })
    .where('member_id', '=', pair.desk.memberId)
    .execute()
  const orderId = await ordered()
  let asked = 0
  crm.links.find = () => Promise.reject(new Refusal('crm_refused', { code: 'ACCESS_DENIED' }))
  await process().sync(orderId)
  expect(await invoiceOf(orderId)).toMatchObject({ state: 'sent', problem: null, payLink: null })

  crm.links.find = async () => `https://pay.example/${(asked += 1)}`
  await process().sync(orderId)
  await process().sync(orderId)

  expect([asked, (await invoiceOf(orderId))?.payLink]).toEqual([1, 'https://pay.example/1'])
})

it('Q4 an order that was cancelled before CRM had heard of it gets no invoice', async () => {
  const orderId = await ordered()
  await stage
    .db()
    .updateTable('orders')
    .set({ status: 'cancelled', ended_at: monday })
    .where('order_id', '=', orderId)
    .execute()
  await process().sync(orderId)

  expect(crm.made).toEqual([])
  expect(await invoiceOf(orderId)).toMatchObject({ state: 'closed', number: null })
})

it('Q4 open invoices are read again in their turns, spread over the round', async () => {
  await ordered()
  await ordered()
  const asked: { key: string; wait: number }[] = []
  const jobs = invoiceJobs({
    db: stage.db(),
    transaction: (act) => stage.work(monday, act),
    portalClients: { ask: unused },
    log: makeMemoryLog().log,
    invoices: stage.billing.invoices,
    addJob: async (unit, _task, _payload, spec) =>
      void asked.push({ key: spec?.key ?? '', wait: +(spec?.runAt ?? unit.at) - +unit.at }),
  })
  await jobs.checkInvoices.run({})

  expect(asked.length).toBeGreaterThanOrEqual(2)
  expect(asked.every(({ key, wait }) => key.startsWith('invoice check ') && wait >= 0 && wait < 12 * 60_000)).toBe(true)
  expect(new Set(asked.map(({ wait }) => wait)).size).toBe(asked.length)
})
