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

describe('Q9 a payment by hand that is taken back', () => {
  it('takes its invoice back to where it waited, and that pays the order when it is paid', async () => {
    const orderId = await scene.place()
    const invoiceId = await scene.invoiceOf(orderId)
    await scene.sandbox.changeInvoice('partner', invoiceId, { stageId: 'DT31_1:S' })
    await scene.recordByHand(orderId, `bank ${orderId.slice(0, 8)}`)
    await becomes(orderId, { status: 'paid', invoice: { state: 'paid' } })
    expect(scene.invoicesOf(orderId)).toMatchObject([{ stageId: 'DT31_1:P' }])

    const taken = await scene.takeBack(orderId, `bank ${orderId.slice(0, 8)}`)

    expect(taken).toMatchObject({ status: 'open', canInvoice: false, invoice: { state: 'paid', problem: 'stillPaid' } })
    await becomes(orderId, { status: 'open', invoice: { state: 'sent', problem: null } })
    expect(scene.invoicesOf(orderId)).toMatchObject([{ stageId: 'DT31_1:S' }])
    expect(await scene.orderOf(orderId, 'client')).toMatchObject({ isInvoiced: true })
    await scene.markPaid(invoiceId)
    await becomes(orderId, { status: 'paid', invoice: { state: 'paid', problem: null } })
  })

  it('leaves an invoice that a person has marked as paid, pays nothing by it, and says so until it is put right', async () => {
    const { world, owner } = scene
    const orderId = await scene.place()
    const invoiceId = await scene.invoiceOf(orderId)
    scene.sandbox.setDelivery({ isHeld: true })
    await scene.markPaid(invoiceId)
    await scene.recordByHand(orderId, `bank ${orderId.slice(0, 8)}`)
    await becomes(orderId, { status: 'paid', invoice: { state: 'paid' } })
    scene.sandbox.setDelivery({ isHeld: false })
    await scene.takeBack(orderId, `bank ${orderId.slice(0, 8)}`)
    await scene.readAgain(orderId)

    await becomes(orderId, { status: 'open', invoice: { state: 'paid', problem: 'stillPaid' } })
    expect(scene.invoicesOf(orderId)).toMatchObject([{ stageId: 'DT31_1:P' }])
    const { entries } = await world.call('listAudit', { kinds: ['money'], limit: 5 }, owner)
    expect(entries.map(({ type }) => type)).toContain('invoice.stillPaid')
    await scene.sandbox.changeInvoice('partner', invoiceId, { stageId: 'DT31_1:N' })
    await becomes(orderId, { status: 'open', invoice: { state: 'sent', problem: null } })
    await scene.sandbox.releaseEvents()
  })
})

describe('Q4 how a client pays', () => {
  it('online, where the portal says: one address for all of the invoice, as long as it waits', async () => {
    const orderId = await scene.place()
    const invoiceId = await scene.invoiceOf(orderId)
    const { payLink } = await scene.orderOf(orderId, 'client')
    await scene.readAgain(orderId)
    await scene.world.turn()

    expect(payLink).toContain(`${scene.sandbox.portals.partner.origin}/pub/pay/?paymentId=`)
    expect(scene.invoicesOf(orderId)[0]?.payments).toMatchObject([{ sum: 7200, paid: 'N' }])
    await scene.markPaid(invoiceId)
    await becomes(orderId, { status: 'paid', payLink: null })
  })

  it('by the desk’s details, which an owner writes, over what they have read; the log says what they are', async () => {
    const { world, owner, admin } = scene
    const details = 'ООО «Лад», ИНН 7700000000\nр/с 40702810000000000001'
    const orderId = await scene.place()
    expect(await world.call('readPaymentDetails', {}, owner)).toEqual({ details: '' })
    await world.call('setPaymentDetails', { details, instead: '' }, owner)
    const stale = await world.ask('setPaymentDetails', { details: 'мошенник', instead: '' }, owner)

    expect(stale).toMatchObject({ code: 'payment_details_changed' })
    expect(await world.ask('setPaymentDetails', { details, instead: '' }, owner)).toMatchObject({ ok: true })
    expect(await scene.orderOf(orderId, 'client')).toMatchObject({ paymentDetails: details })
    expect(await scene.orderOf(orderId)).toMatchObject({ paymentDetails: '' })
    const { entries } = await world.call('listAudit', { kinds: ['money'], limit: 50 }, owner)
    const told = entries.filter(({ type }) => type === 'payment.detailsSet')
    expect(told.map(({ facts }) => facts)).toEqual([[{ name: 'note', value: details }]])
    await world.call('cancelOrder', { orderId }, admin)
    expect(await scene.orderOf(orderId, 'client')).toMatchObject({ paymentDetails: '' })
  })
})
