import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { person } from '#test/portal/people.ts'
import { newId, startWorld, type World } from '#test/support/world.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { connect, openTicket } from '../situation.ts'

const users = { boss: person(1, 'Кира Бюро', { isAdmin: true }) }

let world: World
let owner: string
let agent: string
let lead: string
let admin: string
let memberId: string
let ticketId: string
beforeAll(async () => {
  world = await startWorld(cloneDatabase, paceByHand())
  for (const key of ['bureau', 'newcomer']) await world.sandbox.addPortal({ key, title: key, users })
  await world.install('standard', 'desk', 'standard')
  owner = await world.install('partner', 'desk')
  admin = await world.install('client', 'client')
  await world.call('setStaff', { userId: 2, role: 'lead' }, owner)
  await world.call('setStaff', { userId: 3, role: 'agent' }, owner)
  lead = await world.enter('partner', 2)
  agent = await world.enter('partner', 3)
  await connect(world, admin, owner, 'ООО «Ромашка»\nзвонить после обеда')
  memberId = world.sandbox.portals['client']?.memberId ?? ''
  ticketId = (await openTicket(world, admin, 'Не приходят письма')).ticketId
}, 60_000)
afterAll(() => world.stop())

const address = () => world.sandbox.portals['client']?.domain ?? ''

/** Wherever a desk's people read of a client, in the order of the pages. */
async function shown(): Promise<unknown[]> {
  const account = { side: 'desk', memberId } as const
  const { summary, client } = await world.call('readTicket', { ticketId }, agent)
  const { tickets } = await world.call('listQueue', {}, agent)
  const { connections } = await world.call('listConnections', {}, owner)
  const { clients } = await world.call('findClients', { search: address().slice(0, 5) }, agent)
  return [summary, client, ...tickets, ...connections, ...clients, await world.call('readAccount', { account }, agent)]
}

describe('D8 clients have names', () => {
  it('the note of the code that one came by, its first line', async () => {
    for (const one of await shown()) {
      expect.soft(one).toMatchObject({ clientName: 'ООО «Ромашка»', portalName: address() })
    }
  })

  it('the company of CRM before it', async () => {
    await linkCompany('Ромашка, сеть салонов')

    for (const one of await shown()) expect.soft(one).toMatchObject({ clientName: 'Ромашка, сеть салонов' })
  })

  it('and before both what a lead or the owner has set, until it is taken back; twice is once', async () => {
    const name = (said: string | null, token: string) => world.ask('nameClient', { memberId, name: said }, token)

    expect(await name('Цветы', agent)).toMatchObject({ code: 'lead_only' })
    expect(await name('  Салоны «Ромашка»  ', lead)).toMatchObject({
      body: { clientName: 'Салоны «Ромашка»', source: 'desk' },
    })
    await name('Салоны «Ромашка»', owner)
    for (const one of await shown()) expect.soft(one).toMatchObject({ clientName: 'Салоны «Ромашка»' })
    expect(await acts()).toEqual([{ from: '', to: 'Салоны «Ромашка»' }])

    expect(await name(null, owner)).toMatchObject({ body: { source: 'company', clientName: 'Ромашка, сеть салонов' } })
    await name('Салоны «Ромашка»', lead)
  })

  it('orders, timers, balances and the life of a code have it, too', async () => {
    const { deskId } = await world.call('readOffers', { account: { side: 'client', deskId: null } }, admin)
    const total = { minor: 7200_00, currency: 'RUB' }
    const orderId = newId()
    await world.call('placeOrder', { deskId, orderId, planCode: 'prepaid', quanta: 12, total }, admin)
    const payment = { orderId, documentNumber: '17', documentDate: '2026-11-20', amount: total }
    const named = { clientName: 'Салоны «Ромашка»', portalName: address() }

    expect(await world.call('recordPayment', payment, owner)).toMatchObject(named)
    await world.call('takeTicket', { ticketId }, agent)
    expect(await world.call('startTimer', { ticketId, intervalId: newId() }, agent)).toMatchObject(named)
    expect(await world.call('listAccounts', { search: 'салоны' }, agent)).toMatchObject({ accounts: [named] })
    expect(await world.call('listAccounts', { search: address() }, agent)).toMatchObject({ accounts: [named] })
    const { codes } = await world.call('listCodes', {}, owner)
    const { moments } = await world.call('readCodeLife', { codeId: codes[0]?.codeId ?? '' }, owner)
    expect(moments).toContainEqual(expect.objectContaining({ type: 'used', ...named }))
  })

  it('the queue is searched by it, and a client is chosen by it', async () => {
    await world.turn()
    const found = async (search: string) => (await world.call('listQueue', { search }, agent)).tickets

    expect(await found('салоны')).toMatchObject([{ ticketId }])
    expect(await found(address())).toMatchObject([{ ticketId }])
    expect(await found('письма')).toMatchObject([{ ticketId }])
    expect(await found('незабудка')).toEqual([])
    expect(await world.call('findClients', { search: 'салоны' }, agent)).toMatchObject({ clients: [{ memberId }] })
    expect(await found('%')).toEqual([])
  })

  it('the client itself never reads what its desk calls it', async () => {
    const own = { side: 'client', deskId: null } as const
    const told = JSON.stringify([
      await world.call('readTicket', { ticketId }, admin),
      await world.call('listTickets', {}, admin),
      await world.call('readAccount', { account: own }, admin),
      await world.call('listOrders', { side: 'client' }, admin),
      await world.call('exportLedgerSheet', { account: own, language: 'ru' }, admin),
    ])

    expect(told).not.toContain('Ромашка')
    expect(await world.ask('nameClient', { memberId, name: 'x' }, admin)).toMatchObject({ code: 'not_staff' })
  })

  it('in words for its tariff, and with those whom notifications reach', async () => {
    const { client } = await world.call('readTicket', { ticketId }, agent)

    expect(client).toMatchObject({ level: 'professional', readers: [{ as: 'admin' }] })
  })

  it('of another desk’s client nobody learns that it exists', async () => {
    const stranger = await world.install('bureau', 'desk')

    expect(await world.ask('nameClient', { memberId, name: 'x' }, stranger)).toMatchObject({ code: 'not_found' })
  })

  it('control: a code for many portals is no portal’s own, so its note names none', async () => {
    const issued = await world.call(
      'issueCode',
      { maxUses: 5, expiresInDays: 30, clientStatus: 1, note: 'Осенняя кампания' },
      owner,
    )
    const second = await world.install('newcomer', 'client')
    const { stateToken } = await world.call('previewCode', { code: issued.code }, second)
    await world.call('activateCode', { code: issued.code, stateToken }, second)

    const { connections } = await world.call('listConnections', {}, owner)
    expect(new Set(connections.map(({ clientName }) => clientName))).toEqual(new Set(['Салоны «Ромашка»', null]))
  })
})

async function linkCompany(title: string): Promise<void> {
  const { deskId } = (await world.call('readMe', {}, owner)).desk ?? { deskId: '' }
  const linked = { company_id: 7, title, linked_at: new Date(), linked_by: 'Виктор' }
  await world.store.db
    .insertInto('client_companies')
    .values({ desk_id: deskId, member_id: memberId, ...linked })
    .execute()
}

async function acts() {
  const rows = await world.store.db.selectFrom('journal').select('payload').where('type', '=', 'client.named').execute()
  return rows.map(({ payload }) => payload)
}
