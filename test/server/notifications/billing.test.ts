import { sql } from 'kysely'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { now } from '#server/platform/clock.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

let scene: Scene
let ticketId: string
let deskId: string
beforeAll(async () => {
  scene = await startScene(paceByHand())
  const { world, admin, owner } = scene
  await world.call('setStaff', { userId: 2, role: 'lead' }, owner)
  await world.enter('client', 2)
  await world.call('namePerson', { userId: 4, as: 'contact' }, admin)
  ticketId = (await scene.ticket()).ticketId
  deskId = (await world.call('readOffers', { account: own }, admin)).deskId
  await world.turn()
}, 60_000)
afterAll(async () => {
  vi.useRealTimers()
  await scene.world.stop()
})

const own = { side: 'client', deskId: null } as const
const total = { minor: 7200_00, currency: 'RUB' }
const memberId = () => scene.world.sandbox.portals['client']?.memberId ?? ''

/** What was sent by this, as `portal person: text`, each as often as it was sent. */
const notified = v.object({ TAG: v.string(), USER_ID: v.union([v.string(), v.number()]), MESSAGE: v.string() })

async function sentBy(act: () => Promise<unknown>): Promise<string[]> {
  const before = ['client', 'partner'].map((portal) => sentTo(portal).length)
  await act()
  await scene.world.turn()
  return ['client', 'partner'].flatMap((portal, index) => sentTo(portal).slice(before[index]))
}

function sentTo(portal: string): string[] {
  return scene.world.sandbox
    .requests(portal, 'im.notify.system.add')
    .filter(({ status }) => status === 200)
    .map(({ params }) => v.parse(notified, params))
    .filter(({ TAG }) => TAG.startsWith('OPORA|BILLING'))
    .map(({ USER_ID, MESSAGE }) => `${portal} ${USER_ID}: ${MESSAGE}`)
}

const toldOf = (sent: readonly string[]) => sent.map((one) => one.split(':')[0] ?? '').toSorted()
const place = (orderId: string, quanta = 12, sum = total) =>
  scene.world.call('placeOrder', { deskId, orderId, planCode: 'prepaid', quanta, total: sum }, scene.admin)
/** No two of them are alike: an unpaid one of the same would be found instead. */
let ordered = 20
const placeAnother = () => {
  ordered += 1
  return place(newId(), ordered, { minor: ordered * 600_00, currency: 'RUB' })
}
const pay = (orderId: string, documentNumber: string, minor: number) => {
  const amount = { minor, currency: 'RUB' }
  return scene.world.call('recordPayment', { orderId, documentNumber, documentDate: '2026-11-20', amount }, scene.owner)
}

describe('D4 orders, payments and disputes are told to both sides, each once', () => {
  const orderId = newId()
  const intervalId = newId()
  const disputeId = newId()

  it('an order to the desk’s owner and to everybody of the client but who placed it', async () => {
    const sent = await sentBy(() => place(orderId))

    expect(toldOf(sent)).toEqual(['client 2', 'client 3', 'client 4', 'partner 1'])
    expect(sent.at(-1)).toMatch(/partner 1: Заказ клиента .*12 квантов, 2 часа, 7\s200\s₽\. Он ждёт оплаты до /)
    expect(sent[0]).toContain(`params%5Baccount%5D=${deskId}`)
  })

  it('a part of the payment says what is missing, and not to the owner who has recorded it', async () => {
    const sent = await sentBy(() => pay(orderId, '17', 200_00))

    expect(toldOf(sent)).toEqual(['client 1', 'client 2', 'client 3', 'client 4'])
    expect(sent[0]).toMatch(/Часть оплаты .*записана: 200\s₽\. До суммы заказа осталось 7\s000\s₽/)
  })

  it('the rest begins the first package, in one notification', async () => {
    const sent = await sentBy(() => pay(orderId, '18', 7000_00))

    expect(toldOf(sent)).toEqual(['client 1', 'client 2', 'client 3', 'client 4'])
    expect(sent[0]).toContain('Первый пакет начался')
  })

  it('the same document again is nothing new', async () => {
    expect(await sentBy(() => pay(orderId, '18', 7000_00))).toEqual([])
  })

  it('a dispute to the lead, by the ticket’s number, and its answer to everybody of the client', async () => {
    const { world, agent, integrator, owner } = scene
    await world.call('startTimer', { ticketId, intervalId }, agent)
    // A quantum is taken when its second is over.
    vi.useFakeTimers({ toFake: ['Date'], now: now().getTime() + 1500 })
    await world.call('stopTimer', { intervalId }, agent)
    await world.turn()
    const reason = 'Работы [b]не было[/b]'

    const asked = await sentBy(() => world.call('disputeInterval', { intervalId, disputeId, reason }, integrator))
    const answered = await sentBy(() => world.call('answerDispute', { disputeId, text: 'Вернули', giveBack: 1 }, owner))

    expect(toldOf(asked)).toEqual(['partner 2'])
    expect(asked[0]).toMatch(/возражает против работы по обращению [A-Z]{2,5}-\d+: Работы &#91;b&#93;не было/)
    expect(toldOf(answered)).toEqual(['client 1', 'client 2', 'client 3', 'client 4'])
    expect(answered[0]).toMatch(
      /Ответ «.*» на возражение по обращению [A-Z]{2,5}-\d+, возвращено: 1 квант, 10 минут\. Вернули/,
    )
  })

  it('Q9 a payment taken back, with its reason', async () => {
    const second = newId()
    await sentBy(() => place(second, 40, { minor: 40 * 600_00, currency: 'RUB' }))
    await sentBy(() => pay(second, '19', 200_00))
    const document = { documentNumber: '19', documentDate: '2026-11-20' }

    const sent = await sentBy(() =>
      scene.world.call('takeBackPayment', { orderId: second, ...document, reason: 'Чужой платёж' }, scene.owner),
    )

    expect(toldOf(sent)).toEqual(['client 1', 'client 2', 'client 3', 'client 4'])
    expect(sent[0]).toMatch(/отменена: 200\s₽, документ 19\. Причина: Чужой платёж/)
  })

  it('an order that the client cancels to the desk’s owner, and not to who did it', async () => {
    const cancelled = newId()
    await sentBy(() => place(cancelled, 41, { minor: 41 * 600_00, currency: 'RUB' }))

    const sent = await sentBy(() => scene.world.call('cancelOrder', { orderId: cancelled }, scene.admin))
    const again = await sentBy(() => scene.world.call('cancelOrder', { orderId: cancelled }, scene.admin))

    expect(toldOf(sent)).toEqual(['client 2', 'client 3', 'client 4', 'partner 1'])
    expect(sent.at(-1)).toMatch(/Заказ клиента .* отменён, оплаты по нему не ждите: .*41 квант/)
    expect(again).toEqual([])
  })

  it('an order that the owner cancels to everybody of the client', async () => {
    const cancelled = newId()
    await sentBy(() => place(cancelled, 42, { minor: 42 * 600_00, currency: 'RUB' }))

    const sent = await sentBy(() => scene.world.call('cancelOrder', { orderId: cancelled }, scene.owner))

    expect(toldOf(sent)).toEqual(['client 1', 'client 2', 'client 3', 'client 4'])
    expect(sent[0]).toMatch(/отменён, оплачивать его не нужно: .*42 кванта/)
  })

  it('an order that lapses by itself to both sides, also to who placed it', async () => {
    const lapsing = newId()
    const { db } = scene.world.store

    const sent = await sentBy(async () => {
      await place(lapsing, 43, { minor: 43 * 600_00, currency: 'RUB' })
      await sql`update orders set lapses_at = ${now().toISOString()} where order_id = ${lapsing}`.execute(db)
    })

    const lapsed = sent.filter((one) => one.includes('закрыт, оплаты в срок не было'))
    expect(toldOf(lapsed)).toEqual(['client 1', 'client 2', 'client 3', 'client 4', 'partner 1'])
    expect(lapsed[0]).toContain('43 кванта')
  })

  it('D8 by the client’s name', async () => {
    await scene.world.call('nameClient', { memberId: memberId(), name: 'Салоны [Ромашка]' }, scene.owner)

    const sent = await sentBy(placeAnother)

    expect(sent.at(-1)).toContain('Заказ клиента Салоны &#91;Ромашка&#93;')
  })

  it('nobody of a client that has switched them off, and the desk all the same', async () => {
    const notices = { answers: true, connection: true, billing: false }
    await scene.world.call('saveSettings', { language: 'ru', notices }, scene.admin)

    expect(toldOf(await sentBy(placeAnother))).toEqual(['partner 1'])

    // A page of an earlier release does not know the third switch.
    await scene.world.call(
      'saveSettings',
      { language: 'ru', notices: { answers: true, connection: true } },
      scene.admin,
    )
    expect(toldOf(await sentBy(placeAnother))).toEqual(['partner 1'])
    await scene.world.call('saveSettings', { language: 'ru', notices: { ...notices, billing: true } }, scene.admin)
  })

  it('P8 where no admin was seen for a week the contacts are, and both sides see that', async () => {
    const { world, agent, integrator } = scene
    const week = new Date(now().getTime() - 7 * 86_400_000)
    // Whoever acts as an admin is asked of the portal at that act.
    const sent = await sentBy(async () => {
      await placeAnother()
      await world.store.db.updateTable('people').set({ seen_at: week }).where('member_id', '=', memberId()).execute()
    })

    expect(toldOf(sent)).toEqual(['client 3', 'client 4', 'partner 1'])
    const named = [{ as: 'integrator' }, { as: 'contact' }]
    expect(await world.call('readSettings', {}, integrator)).toMatchObject({ readers: named })
    expect(await world.call('readTicket', { ticketId }, agent)).toMatchObject({ client: { readers: named } })
  })

  it('a package that ends, also of a server that was down', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: now().getTime() + 31 * 86_400_000 })

    const sent = await sentBy(() => Promise.resolve())

    const ended = sent.filter((one) => one.includes('закончился'))
    expect(toldOf(ended)).toEqual(['client 3', 'client 4', 'partner 1', 'partner 2'])
  })
})
