import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { verifyLedger } from '#test/support/verifyLedger.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

let scene: Scene
let deskId: string
let orderId: string
let intervalId: string
beforeAll(async () => {
  scene = await startScene()
  const { world, admin, owner, agent } = scene
  const { ticketId } = await scene.ticket()
  deskId = (await world.call('readOffers', { account: { side: 'client', deskId: null } }, admin)).deskId
  orderId = newId()
  const total = { minor: 7200_00, currency: 'RUB' }
  await world.call('placeOrder', { deskId, orderId, planCode: 'prepaid', quanta: 12, total }, admin)
  const payment = { orderId, documentNumber: '17', documentDate: '2026-11-20', amount: total }
  await world.call('recordPayment', payment, owner)
  intervalId = newId()
  await world.call('startTimer', { ticketId, intervalId }, agent)
}, 60_000)
afterAll(() => scene.world.stop())

const atFormer = () => ({ side: 'client', deskId }) as const

describe('E3 a former desk’s account', () => {
  it('is read, exported and disputed after the portal has uninstalled and installed again', async () => {
    const { world } = scene
    await world.sandbox.uninstall('client', { clean: false })
    const admin = await world.install('client', 'client')

    const support = await world.call('readSupport', {}, admin)
    expect(support).toMatchObject({ connection: null, accountDesks: [{ deskId }] })
    expect(await world.call('readAccount', { account: atFormer() }, admin)).toMatchObject({ deskId, total: 12 })
    const { text } = await world.call('exportLedger', { account: atFormer(), format: 'json' }, admin)
    expect(verifyLedger(JSON.parse(text))).toMatchObject({ fits: true })
    const dispute = { intervalId, disputeId: newId(), reason: 'Работы не было' }
    expect(await world.call('disputeInterval', dispute, admin)).toMatchObject({ dispute: { reason: 'Работы не было' } })
    const { tickets } = await world.call('listTickets', { filter: 'all' }, admin)
    expect(tickets).toMatchObject([{ lock: 'uninstalled' }])
  })

  it('its orders stand at that desk alone, not beside the account of the one that answers now', async () => {
    const { world } = scene
    const admin = await world.enter('client', 1)
    const orders = async (at: { deskId?: string | null }) =>
      (await world.call('listOrders', { side: 'client', ...at }, admin)).orders.map((order) => order.orderId)

    expect(await orders({ deskId })).toEqual([orderId])
    expect(await orders({ deskId: null })).toEqual([])
    expect(await orders({})).toEqual([orderId])
  })

  it('is reached as well where the desk has ended the connection, which nobody may connect again', async () => {
    const { world, owner } = scene
    const admin = await world.enter('client', 1)
    await world.store.db.updateTable('connections').set({ ended_reason: 'desk_ended' }).execute()

    const { formerDesks, accountDesks } = await world.call('readSupport', {}, admin)

    expect(formerDesks).toEqual([])
    expect(accountDesks).toMatchObject([{ deskId }])
    expect(await world.ask('readAccount', { account: atFormer() }, admin)).toMatchObject({ ok: true })
    expect(await world.ask('listOrders', { side: 'desk' }, owner)).toMatchObject({ ok: true })
  })
})

describe('E3 a desk that sells nothing', () => {
  it('has no account of a client, also while clients to come are sold something', async () => {
    const { world, admin, owner } = await startScene(null, saasSupport)
    const desks = async () => (await world.call('readSupport', {}, admin)).accountDesks
    expect(await desks()).toEqual([])
    expect(await world.ask('readAccount', { account: { side: 'client', deskId: null } }, admin)).toMatchObject({
      ok: true,
    })

    const { lastVersion } = await world.call('readRegulation', {}, owner)
    await world.call('publishRegulation', { document: quantumMaintenance, effectiveAt: null, lastVersion }, owner)
    expect(await desks()).toEqual([])
    await world.stop()
  })
})
