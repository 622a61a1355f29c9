import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyLedger } from '#test/support/verifyLedger.ts'
import { eventually } from '#test/support/eventually.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
}, 60_000)
afterAll(() => scene.world.stop())

it('Q3–Q10 an order is placed and paid, work is timed, disputed and answered, and both sides read the same', async () => {
  const { world, admin, integrator, owner, agent } = scene
  const memberId = world.sandbox.portals['client']?.memberId ?? ''
  const own = { side: 'client', deskId: null } as const
  const ofClient = { side: 'desk', memberId } as const
  const { ticketId } = await scene.ticket()

  const offers = await world.call('readOffers', { account: own }, admin)
  const prepaid = offers.plans.find(({ planCode }) => planCode === 'prepaid')
  expect(offers).toMatchObject({ clientStatus: 1, lapseDays: 14, quantumMinutes: 10 })
  expect(prepaid).toMatchObject({
    leastQuanta: 12,
    quantumPriceMinor: 600_00,
    reactions: [{ within: { minutes: 120 } }],
  })
  const orderId = newId()
  const total = { minor: 7200_00, currency: 'RUB' }
  const { deskId } = offers
  await world.call('placeOrder', { deskId, orderId, planCode: 'prepaid', quanta: 12, total }, admin)
  const payment = { orderId, documentNumber: '17', documentDate: '2026-11-20', amount: { ...total, minor: 7300_00 } }
  const paid = await world.call('recordPayment', payment, owner)
  expect(paid).toMatchObject({ status: 'paid', credit: { minor: 100_00 }, payments: [{ documentDate: '2026-11-20' }] })
  const { orders } = await world.call('listOrders', { side: 'client' }, integrator)
  expect(orders).toMatchObject([{ orderId, credit: { minor: 0 }, paid: { minor: 7300_00 } }])

  const intervalId = newId()
  await world.call('startTimer', { ticketId, intervalId }, agent)
  expect(await world.call('readOwnTimer', {}, agent)).toMatchObject({ timer: { intervalId, ticketId } })
  expect(await world.call('readAccount', { account: own }, integrator)).toMatchObject({
    timers: [{ intervalId, question: null }],
  })
  // A quantum is taken when its second is over.
  await eventually(async () => {
    const { left } = await world.call('readAccount', { account: ofClient }, agent)
    expect(left).toBe(11)
  })
  expect(await world.call('stopTimer', { intervalId }, agent)).toMatchObject({ stopCause: 'agent', quanta: 1 })

  const disputeId = newId()
  await world.call('disputeInterval', { intervalId, disputeId, reason: 'Работы не было' }, integrator)
  await world.call('answerDispute', { disputeId, text: 'Вернули', giveBack: 1 }, owner)
  const { intervals } = await world.call('listIntervals', { account: own }, integrator)
  expect(intervals).toMatchObject([{ quanta: 1, disputableUntil: null, dispute: { answer: { givenBack: 1 } } }])

  const { entries } = await world.call('listLedger', { account: own }, integrator)
  expect(entries.map(({ kind, quanta, balance }) => [kind, quanta, balance])).toEqual([
    ['adjust', 1, 12],
    ['work', -1, 11],
    ['purchase', 12, 12],
  ])
  expect((await world.call('listLedger', { account: ofClient }, agent)).entries).toEqual(entries)
  const { text, next } = await world.call('exportLedger', { account: own, format: 'json' }, integrator)
  expect(next).toBeNull()
  expect(verifyLedger(JSON.parse(text))).toMatchObject({ fits: true, balance: 12 })
  expect(await world.call('listAccounts', {}, agent)).toMatchObject({
    accounts: [{ memberId, left: 12, total: 12, timers: 0, openOrders: 0, openDisputes: 0 }],
  })
}, 30_000)

it('Q7 both sides are told when few quanta are left, each once', async () => {
  const { world, owner } = scene
  const memberId = world.sandbox.portals['client']?.memberId ?? ''
  const { packages } = await world.call('readAccount', { account: { side: 'desk', memberId } }, owner)
  const packageId = packages[0]?.packageId ?? ''
  const input = { memberId, adjustmentId: newId(), packageId, quanta: -9, reason: 'По договорённости' }
  await world.call('adjustQuanta', input, owner)

  const told = (portal: string) =>
    world.sandbox.notifications(portal).filter(({ tag }) => tag === `OPORA|BILLING|${memberId}`)
  await eventually(() => {
    const message = expect.stringContaining('мало оплаченного времени: 3 кванта, 30 минут')
    expect(told('client')).toMatchObject([
      { userId: 1, message },
      { userId: 3, message },
    ])
    expect(told('partner')).toMatchObject([
      { userId: 1, message: expect.stringContaining('осталось мало: 3 кванта, 30 минут') },
    ])
  })
}, 30_000)

it('Q3 Q12 both sides compare plans by the same work, and a prepaid plan is not one to be owed for', async () => {
  const { world, admin, integrator, owner } = scene
  const memberId = world.sandbox.portals['client']?.memberId ?? ''
  const own = { side: 'client', deskId: null } as const
  const past = { by: 'past', days: 30 } as const
  const seen = await world.call('comparePlans', { account: own, work: past }, integrator)
  expect(seen.plans.map(({ planCode }) => planCode)).toEqual(['subscription', 'prepaid', 'first-aid', 'online'])
  expect(seen.plans.every(({ quantaUsed, packages }) => quantaUsed >= 1 && packages === 1)).toBe(true)
  const ofDesk = await world.call('comparePlans', { account: { side: 'desk', memberId }, work: past }, owner)
  expect(ofDesk.plans).toEqual(seen.plans)

  const { deskId, counting } = await world.call('readOffers', { account: own }, integrator)
  expect(counting).toMatchObject({ rounding: 'interval', example: [{ quanta: 2 }, { quanta: 1 }, { quanta: 1 }] })
  const plan = { planCode: 'prepaid', limitQuanta: 12, quantumPrice: { minor: 600_00, currency: 'RUB' } }
  const chosen = await world.ask('choosePlan', { deskId, plan, instead: null }, admin)
  expect(chosen).toMatchObject({ ok: false, status: 422, code: 'terms_unknown' })
})

it('Q5 one start that arrives several times at once is one, also where it stops another; its id is nobody else’s', async () => {
  const { world, agent, owner } = scene
  const [first, second] = [await scene.ticket(), await scene.ticket()]
  const other = newId()
  await world.call('startTimer', { ticketId: first.ticketId, intervalId: other }, agent)
  const input = { ticketId: second.ticketId, intervalId: newId(), stopsOther: true }

  const answers = await Promise.all(Array.from({ length: 6 }, () => world.ask('startTimer', input, agent)))

  expect(answers.map(({ ok }) => ok)).toEqual(answers.map(() => true))
  expect((await world.call('readOwnTimer', {}, agent)).timer?.intervalId).toBe(input.intervalId)
  // Two people with one id at the same moment.
  await world.call('stopTimer', { intervalId: input.intervalId }, agent)
  const same = { ...input, intervalId: newId() }
  const both = await Promise.all([agent, owner].map((token) => world.ask('startTimer', same, token)))
  expect(both.map((answer) => (answer.ok ? 'started' : answer.code)).toSorted()).toEqual(['id_used', 'started'])
})
