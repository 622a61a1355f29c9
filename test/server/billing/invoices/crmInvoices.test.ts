import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCrmScene, type CrmScene } from './crmScene.ts'

let scene: CrmScene
beforeAll(async () => {
  scene = await openCrmScene()
}, 120_000)
afterAll(() => scene.world.stop())

async function becomes(orderId: string, expected: object) {
  await scene.world.turn()
  expect(await scene.orderOf(orderId)).toMatchObject(expected)
}

describe('Q4 an order makes a smart invoice', () => {
  it('of the order’s own sum, with its line, and is paid when that is paid in CRM', async () => {
    const orderId = await scene.place()
    const invoiceId = await scene.invoiceOf(orderId)
    const asked = await scene.orderOf(orderId, 'client')
    await scene.markPaid(invoiceId)
    await becomes(orderId, { status: 'paid', invoice: { state: 'paid', problem: null } })

    expect(scene.invoicesOf(orderId)).toMatchObject([
      { opportunity: 7200, currencyId: 'RUB', isManualOpportunity: 'Y', companyId: 0 },
    ])
    expect(scene.invoicesOf(orderId)[0]?.rows).toMatchObject([{ price: 600, quantity: 12 }])
    expect(asked).toMatchObject({
      isInvoiced: true,
      invoiceNumber: String(invoiceId),
      invoice: null,
      canInvoice: false,
    })
    expect(await scene.orderOf(orderId)).toMatchObject({
      paid: { minor: 7200_00 },
      payments: [{ documentNumber: String(invoiceId), recordedBy: '' }],
    })
    expect(await scene.packagesOf(orderId)).toBe(1)
  })

  it('on the company of the client, also when that is linked later; one company is one client', async () => {
    const { world, owner, memberId } = scene
    const early = await scene.place()
    const invoiceId = await scene.invoiceOf(early)
    const linked = await world.call('linkCompany', { memberId, companyId: 1 }, owner)
    await world.turn()
    expect(scene.invoicesOf(early)[0]?.companyId).toBe(1)
    const late = await scene.place(13)
    await scene.invoiceOf(late)

    expect(linked.link).toMatchObject({ companyId: 1, title: 'Ромашка', memberId })
    expect(await world.call('readCompany', { of: { by: 'company', companyId: 1 } }, owner)).toEqual(linked)
    expect(scene.invoicesOf(late)[0]?.companyId).toBe(1)
    expect((await scene.orderOf(early)).invoice).toMatchObject({ invoiceId, hasCompany: true })
    expect(await world.ask('linkCompany', { memberId, companyId: 77 }, owner)).toMatchObject({
      code: 'company_unknown',
    })
  })
})

describe('Q4 what CRM says of an invoice', () => {
  it('counts once, however often it is told and moved', async () => {
    const orderId = await scene.place()
    const invoiceId = await scene.invoiceOf(orderId)
    scene.sandbox.setDelivery({ copies: 3 })
    await scene.markPaid(invoiceId)
    await scene.sandbox.changeInvoice('partner', invoiceId, { stageId: 'DT31_1:N' })
    await scene.markPaid(invoiceId)
    scene.sandbox.setDelivery({ copies: 1 })
    await becomes(orderId, { status: 'paid' })
    await scene.readAgain(orderId)
    await scene.world.turn()

    expect(await scene.packagesOf(orderId)).toBe(1)
    expect((await scene.orderOf(orderId)).payments).toHaveLength(1)
  })

  it('of another sum or currency pays nothing until it is put right', async () => {
    const orderId = await scene.place()
    const invoiceId = await scene.invoiceOf(orderId)
    const change = (fields: Record<string, string | number>) =>
      scene.sandbox.changeInvoice('partner', invoiceId, fields)
    await change({ opportunity: 7199.99, stageId: 'DT31_1:P' })
    await becomes(orderId, { status: 'open', invoice: { state: 'sent', problem: 'amountDiffers' } })
    await change({ opportunity: 7200, currencyId: 'EUR' })
    await becomes(orderId, { status: 'open', invoice: { problem: 'currencyDiffers' } })
    expect(await scene.packagesOf(orderId)).toBe(0)

    await change({ currencyId: 'RUB' })

    await becomes(orderId, { status: 'paid', invoice: { state: 'paid', problem: null } })
  })

  it('is read from CRM: a forged event is refused, a true one of an unpaid invoice changes nothing', async () => {
    const orderId = await scene.place()
    const invoiceId = await scene.invoiceOf(orderId)
    const data = { FIELDS: { ID: invoiceId, ENTITY_TYPE_ID: 31 } }
    const forged = await scene.sandbox.sendEvent('partner', 'ONCRMDYNAMICITEMUPDATE', {
      data,
      auth: { application_token: 'guessed' },
    })
    const foreign = await scene.sandbox.sendEvent('client', 'ONCRMDYNAMICITEMUPDATE', { data, auth: {} })
    await scene.sandbox.sendEvent('partner', 'ONCRMDYNAMICITEMUPDATE', { data })
    await scene.world.turn()

    expect(forged.map(({ status }) => status)).toEqual([403])
    // The client's portal has no invoices of ours: the hint leads nowhere.
    expect(foreign.map(({ status }) => status)).toEqual([200])
    expect(await scene.orderOf(orderId)).toMatchObject({ status: 'open', invoice: { state: 'sent' } })
  })

  it('is found out by the regular reading when the event is lost', async () => {
    const orderId = await scene.place()
    const invoiceId = await scene.invoiceOf(orderId)
    scene.sandbox.setDelivery({ isHeld: true })
    await scene.markPaid(invoiceId)
    await scene.readAgain(orderId)

    await becomes(orderId, { status: 'paid' })
    scene.sandbox.setDelivery({ isHeld: false })
    expect(await scene.sandbox.releaseEvents('reversed')).not.toEqual([])
    await scene.world.turn()
    expect(await scene.packagesOf(orderId)).toBe(1)
  })

  it('that it is gone leaves the order, and another one can be made', async () => {
    const orderId = await scene.place()
    const first = await scene.invoiceOf(orderId)
    await scene.sandbox.changeInvoice('partner', first, null)
    await becomes(orderId, { status: 'open', canInvoice: true, invoice: { state: 'deleted' } })
    await scene.world.call('sendInvoice', { orderId }, scene.owner)
    const second = await scene.invoiceOf(orderId)
    await scene.markPaid(second)

    await becomes(orderId, { status: 'paid' })
    expect(second).not.toBe(first)
  })
})

describe('Q9 a payment that CRM told of', () => {
  it('is taken back only when CRM does not say any more that it was made, and comes again when CRM says so', async () => {
    const { world, owner } = scene
    const orderId = await scene.place()
    const invoiceId = await scene.invoiceOf(orderId)
    await scene.markPaid(invoiceId)
    await becomes(orderId, { status: 'paid' })
    const [payment] = (await scene.orderOf(orderId)).payments
    const document = { documentNumber: payment?.documentNumber ?? '', documentDate: payment?.documentDate ?? '' }
    const input = { orderId, ...document, reason: 'Не тот счёт' }

    expect(await world.ask('takeBackPayment', input, owner)).toMatchObject({ code: 'payment_in_crm' })
    await scene.sandbox.changeInvoice('partner', invoiceId, { stageId: 'DT31_1:N' })
    const taken = await world.call('takeBackPayment', input, owner)

    expect(taken).toMatchObject({ status: 'open', invoice: { state: 'sent' }, payments: [{ takenBack: {} }] })
    await scene.markPaid(invoiceId)
    await becomes(orderId, { status: 'paid' })
    expect(await scene.packagesOf(orderId)).toBe(2)
  })
})

describe('Q4 an order that ends otherwise', () => {
  it('takes its invoice along when it is cancelled', async () => {
    const orderId = await scene.place()
    await scene.invoiceOf(orderId)
    await scene.world.call('cancelOrder', { orderId }, scene.admin)
    await becomes(orderId, { status: 'cancelled', invoice: { state: 'closed' } })

    expect(scene.invoicesOf(orderId)).toMatchObject([{ stageId: 'DT31_1:D' }])
  })

  it('begins nothing when somebody has paid in CRM meanwhile, and says so', async () => {
    const orderId = await scene.place()
    const invoiceId = await scene.invoiceOf(orderId)
    scene.sandbox.setDelivery({ isHeld: true })
    await scene.markPaid(invoiceId)
    await scene.world.call('cancelOrder', { orderId }, scene.admin)
    await becomes(orderId, { status: 'cancelled', invoice: { state: 'paid', problem: 'paidAfterEnd' } })
    scene.sandbox.setDelivery({ isHeld: false })
    await scene.sandbox.releaseEvents()
    await scene.world.turn()

    expect(scene.invoicesOf(orderId)).toMatchObject([{ stageId: 'DT31_1:P' }])
    expect(await scene.packagesOf(orderId)).toBe(0)
  })

  it('paid by hand marks its invoice paid, and is paid once', async () => {
    const orderId = await scene.place()
    const invoiceId = await scene.invoiceOf(orderId)
    await scene.recordByHand(orderId, `bank ${orderId.slice(0, 8)}`)
    await becomes(orderId, { status: 'paid', invoice: { state: 'paid' } })
    await scene.markPaid(invoiceId)
    await scene.world.turn()

    expect(scene.invoicesOf(orderId)).toMatchObject([{ stageId: 'DT31_1:P' }])
    expect(await scene.orderOf(orderId)).toMatchObject({ payments: [{}], credit: { minor: 0 } })
    expect(await scene.packagesOf(orderId)).toBe(1)
  })

  it('by hand after CRM: the same number is the same document, another one is credit', async () => {
    const orderId = await scene.place()
    const invoiceId = await scene.invoiceOf(orderId)
    await scene.markPaid(invoiceId)
    await becomes(orderId, { status: 'paid' })
    const same = await scene.recordByHand(orderId, String(invoiceId))
    const other = await scene.recordByHand(orderId, `bank ${orderId.slice(0, 8)}`)

    expect(same).toMatchObject({ credit: { minor: 0 } })
    expect(other).toMatchObject({ credit: { minor: 7200_00 } })
    expect(await scene.packagesOf(orderId)).toBe(1)
  })

  it('by hand and by CRM at the same moment is paid once', async () => {
    const sizes = [12, 13, 14]
    const orders = await Promise.all(sizes.map((quanta) => scene.place(quanta)))
    const invoices = await Promise.all(orders.map((orderId) => scene.invoiceOf(orderId)))
    await Promise.all([
      ...invoices.map((invoiceId) => scene.markPaid(invoiceId)),
      ...orders.map((orderId, index) =>
        scene.recordByHand(orderId, `bank ${orderId.slice(0, 8)}`, (sizes[index] ?? 0) * 600_00),
      ),
      scene.world.turn(),
    ])
    for (const orderId of orders) await becomes(orderId, { status: 'paid', invoice: { state: 'paid' } })

    expect(await Promise.all(orders.map((orderId) => scene.packagesOf(orderId)))).toEqual([1, 1, 1])
  })
})

describe('Q4 CRM that does not take an invoice', () => {
  it('is asked again, and nothing is made twice when it died in the middle', async () => {
    scene.sandbox.inject.failure('partner', {
      method: 'crm.item.productrow.set',
      times: 9,
      status: 500,
      error: 'INTERNAL_SERVER_ERROR',
    })
    const orderId = await scene.place()
    await becomes(orderId, { status: 'open', canInvoice: true, invoice: { state: 'waiting', problem: 'unreachable' } })
    expect(scene.invoicesOf(orderId)).toHaveLength(1)
    scene.sandbox.inject.clear()
    await scene.world.call('sendInvoice', { orderId }, scene.owner)
    await scene.invoiceOf(orderId)

    expect(scene.invoicesOf(orderId)).toHaveLength(1)
    expect(scene.invoicesOf(orderId)[0]?.rows).toHaveLength(1)
  })

  it('because it refuses leaves it to a person, who records the payment by hand or tries again', async () => {
    scene.sandbox.inject.failure('partner', { method: 'crm.item.add', times: 9, status: 400, error: 'ACCESS_DENIED' })
    const orderId = await scene.place()
    await becomes(orderId, { status: 'open', canInvoice: true, invoice: { state: 'failed', problem: 'refused' } })
    scene.sandbox.inject.clear()

    expect(await scene.recordByHand(orderId, `bank ${orderId.slice(0, 8)}`)).toMatchObject({ status: 'paid' })
    expect(await scene.world.ask('sendInvoice', { orderId }, scene.owner)).toMatchObject({ code: 'order_paid' })
  })
})

it('P2 the tab and the events are bound where CRM is granted, and all of it ends with the grant', async () => {
  const { world, sandbox, owner, memberId } = scene
  const bound = sandbox.requests('partner', 'placement.bind').map(({ params }) => params['PLACEMENT'])
  const events = sandbox.requests('partner', 'event.bind').map(({ params }) => params['EVENT'])
  sandbox.setScopes('partner', ['placement', 'im', 'imbot', 'user_brief'])
  await sandbox.update('partner')
  await world.turn()
  expect((await world.call('readCompany', { of: { by: 'client', memberId } }, owner)).isGranted).toBe(false)
  const orderId = await scene.place()
  const paid = await scene.recordByHand(orderId, `bank ${orderId.slice(0, 8)}`)

  expect(bound).toContain('CRM_COMPANY_DETAIL_TAB')
  expect(events).toEqual(['ONCRMDYNAMICITEMUPDATE', 'ONCRMDYNAMICITEMDELETE'])
  expect(sandbox.requests('client', 'event.bind')).toEqual([])
  expect(paid).toMatchObject({ status: 'paid', invoice: null })
  expect(await world.ask('linkCompany', { memberId, companyId: 1 }, owner)).toMatchObject({ code: 'crm_not_granted' })
})
