import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readAccount } from '#server/billing/accounts/accountRows.sql.ts'
import { presentOrder } from '#server/billing/orders/orders.present.ts'
import { findOrder } from '#server/billing/orders/orders.sql.ts'
import { customerPorts } from '#test/support/ticketDeps.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { rejectionOf } from '#test/support/refusals.ts'
import { verifyLedger } from '#test/support/verifyLedger.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billingStage.ts'
import { placeOrder } from '#server/billing/orders/orders.commands.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { afterwards, prepaid, reactionWithin, sellingBy } from '../plans/waysToSell.ts'

/** Monday, 10:00 in Moscow. */
const monday = new Date('2026-03-02T07:00:00Z')
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000)
const days = (count: number) => minutes(count * 1440)
const rub = (minor: number) => ({ minor, currency: 'RUB' })
const price = 12 * 600_00
const reason = 'Записали не тот заказ'
const document = { documentNumber: '17', documentDate: '2026-03-01' }

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
let desk: Pair['desk']
let agents = 300

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  desk = await stage.openDesk({
    ...sellingBy([afterwards('usage', 4), afterwards('dear', 4, 900_00), prepaid('prepaid')]),
    targets: [reactionWithin(45, 'usage'), reactionWithin(120, 'prepaid')],
  })
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

async function place(at: Date, { client }: Pair, quanta = 12) {
  const orderId = randomUUID()
  const total = rub((price / 12) * quanta)
  const input = { deskId: desk.deskId, orderId, planCode: 'prepaid', quanta, total }
  await stage.work(at, (unit) => placeOrder(unit, customerPorts, client.admin, input))
  return orderId
}

function record(at: Date, orderId: string, minor = price, documentNumber = '17') {
  const input = { orderId, ...document, documentNumber, amount: rub(minor) }
  return stage.work(at, (unit) => stage.billing.payments.recordPayment(unit, desk.owner, input))
}

function takeBack(at: Date, orderId: string, documentNumber = '17') {
  const input = { orderId, ...document, documentNumber, reason }
  return stage.work(at, (unit) => stage.billing.payments.takeBackPayment(unit, desk.owner, input))
}

const statusOf = async (orderId: string) => (await findOrder(stage.db(), orderId))?.order.status
const balanceOf = async ({ client }: Pair) =>
  (await readAccount(stage.db(), { deskId: desk.deskId, memberId: client.memberId }))?.balance
const verdictOf = async (at: Date, pair: Pair) => verifyLedger(JSON.parse(await stage.exported(at, pair)))
const actsOf = async ({ client }: Pair) => {
  const rows = await stage
    .db()
    .selectFrom('journal')
    .select('type')
    .where('member_id', '=', client.memberId)
    .where('type', 'in', ['payment.takenBack', 'order.reopened', 'order.lapsed', 'order.paid', 'quanta.adjusted'])
    .orderBy('entry_id')
    .execute()
  return rows.map(({ type }) => type)
}
async function shown(orderId: string, side: 'client' | 'desk') {
  const stored = await findOrder(stage.db(), orderId)
  if (stored === null) throw new Error('there is no such order')
  return presentOrder(stored, { deskName: '', clientName: null, portalName: '' }, quantumMaintenance, side)
}

async function worked(pair: Pair, from: number, until: number) {
  agents += 1
  const [agent, intervalId] = [stage.agent(pair, agents), randomUUID()]
  const ticketId = await stage.openTicket(minutes(from), pair)
  await stage.start(minutes(from), agent, ticketId, intervalId)
  await stage.stop(minutes(until), agent, intervalId)
}

describe('Q9 a payment that was recorded by mistake is taken back', () => {
  it('of an open order: only the sum falls, and both sides read who, when and why', async () => {
    const pair = await stage.openClient(desk)
    const orderId = await place(monday, pair)
    await record(minutes(1), orderId, 100_00)

    await takeBack(minutes(2), orderId)

    expect(await shown(orderId, 'client')).toMatchObject({
      status: 'open',
      paid: { minor: 0 },
      payments: [
        { amount: { minor: 100_00 }, takenBack: { at: minutes(2).toISOString(), by: desk.owner.name, reason } },
      ],
    })
    expect(await actsOf(pair)).toEqual(['payment.takenBack'])
  })

  it('of a paid order that the others still cover: only its credit falls', async () => {
    const pair = await stage.openClient(desk)
    const orderId = await place(monday, pair)
    await record(minutes(1), orderId)
    await record(minutes(2), orderId, 500_00, '18')

    await takeBack(minutes(3), orderId, '18')

    expect(await shown(orderId, 'desk')).toMatchObject({ status: 'paid', credit: { minor: 0 }, paid: { minor: price } })
    expect(await balanceOf(pair)).toBe(12)
  })

  it('that paid the order: its package loses all it has by an entry with the reason, and the order waits again', async () => {
    const pair = await stage.openClient(desk)
    const orderId = await place(monday, pair)
    await record(minutes(1), orderId)

    await takeBack(minutes(2), orderId)
    expect(await shown(orderId, 'desk')).toMatchObject({ status: 'open', endedAt: null })
    expect(await balanceOf(pair)).toBe(0)
    await record(minutes(3), orderId)

    expect(await statusOf(orderId)).toBe('paid')
    expect(await balanceOf(pair)).toBe(12)
    expect(await verdictOf(minutes(4), pair)).toMatchObject({ fits: true, balance: 12 })
    expect(await actsOf(pair)).toEqual([
      'order.paid',
      'payment.takenBack',
      'order.reopened',
      'quanta.adjusted',
      'order.paid',
    ])
    expect((await shown(orderId, 'client')).payments).toHaveLength(2)
  })

  it('once, however often and by however many at once', async () => {
    const pair = await stage.openClient(desk)
    const orderId = await place(monday, pair)
    await record(minutes(1), orderId)

    await Promise.all([2, 2, 2].map((minute) => takeBack(minutes(minute), orderId)))
    await takeBack(minutes(3), orderId)

    expect((await actsOf(pair)).filter((type) => type === 'payment.takenBack')).toHaveLength(1)
    expect(await balanceOf(pair)).toBe(0)
    expect(await rejectionOf(takeBack(minutes(4), orderId, '99'))).toMatchObject({ code: 'payment_unknown' })
  })

  it('when the days of the order are over: it has lapsed', async () => {
    const pair = await stage.openClient(desk)
    const orderId = await place(monday, pair)
    await record(minutes(1), orderId)

    await takeBack(days(20), orderId)

    expect(await statusOf(orderId)).toBe('lapsed')
    expect((await actsOf(pair)).slice(-2)).toEqual(['order.lapsed', 'quanta.adjusted'])
  })

  it('not while quanta of it are used: they are given back first, or a second payment would bring them twice', async () => {
    const pair = await stage.openClient(desk)
    const orderId = await place(monday, pair)
    await record(minutes(1), orderId)
    await worked(pair, 10, 25)

    expect(await rejectionOf(takeBack(minutes(40), orderId))).toMatchObject({
      code: 'quanta_used',
      details: { used: 2 },
    })
    expect(await statusOf(orderId)).toBe('paid')
    await stage.adjust(minutes(41), pair, 2)
    await takeBack(minutes(42), orderId)

    expect(await balanceOf(pair)).toBe(0)
    expect(await verdictOf(minutes(43), pair)).toMatchObject({ fits: true, balance: 0 })
  })

  it('not when its package has ended, since its rest counts as used (Q8)', async () => {
    const pair = await stage.openClient(desk)
    const orderId = await place(monday, pair)
    await record(minutes(1), orderId)

    expect(await rejectionOf(takeBack(days(400), orderId))).toMatchObject({ code: 'package_ended' })
  })

  it('a document that was taken back may pay another order', async () => {
    const pair = await stage.openClient(desk)
    const [wrong, right] = [await place(monday, pair, 13), await place(monday, pair)]
    await record(minutes(1), wrong, (price / 12) * 13)
    expect(await rejectionOf(record(minutes(2), right))).toMatchObject({ code: 'document_used' })
    await takeBack(minutes(3), wrong)

    await record(minutes(4), right)

    expect([await statusOf(wrong), await statusOf(right)]).toEqual(['open', 'paid'])
  })

  it('another desk’s owner finds no such order', async () => {
    const pair = await stage.openClient(desk)
    const orderId = await place(monday, pair)
    await record(minutes(1), orderId)
    const other = { ...desk.owner, desk: { ...desk.owner.desk, deskId: randomUUID() } }
    const input = { orderId, ...document, reason }

    const refusal = await rejectionOf(
      stage.work(minutes(2), (unit) => stage.billing.payments.takeBackPayment(unit, other, input)),
    )

    expect(refusal?.code).toBe('not_found')
  })
})

describe('Q12 the payment of what was owed is taken back', () => {
  const choose = (at: Date, { client }: Pair, planCode: 'usage' | 'dear', instead: string | null) =>
    stage.work(at, (unit) => {
      const quantumPrice = rub(planCode === 'usage' ? 700_00 : 900_00)
      const input = { deskId: desk.deskId, plan: { planCode, limitQuanta: 4, quantumPrice }, instead }
      return stage.billing.postpaid.choosePlan(unit, client.admin, input)
    })

  async function paidOwed(pair: Pair) {
    await choose(monday, pair, 'usage', null)
    await worked(pair, 5, 16)
    const orderId = randomUUID()
    const { memberId } = pair.client
    const ordered = { orderId, quanta: 2, total: rub(1400_00) }
    await stage.work(minutes(20), (unit) =>
      stage.billing.postpaid.orderOwed(
        unit,
        pair.client.admin,
        { deskId: desk.deskId, memberId, side: 'client' },
        ordered,
      ),
    )
    await record(minutes(21), orderId, 1400_00)
    return orderId
  }

  it('its quanta are owed again and in the order that waits for payment', async () => {
    const pair = await stage.openClient(desk)
    const orderId = await paidOwed(pair)

    await takeBack(minutes(22), orderId)

    expect(await statusOf(orderId)).toBe('open')
    expect(await verdictOf(minutes(23), pair)).toMatchObject({ fits: true, balance: 0, owed: 2 })
    await record(minutes(24), orderId, 1400_00)
    expect(await verdictOf(minutes(25), pair)).toMatchObject({ fits: true, owed: 0 })
  })

  it('not above the limit, and not under another plan', async () => {
    const [full, other] = [await stage.openClient(desk), await stage.openClient(desk)]
    const ofFull = await paidOwed(full)
    await worked(full, 30, 55)
    const ofOther = await paidOwed(other)
    await choose(minutes(60), other, 'dear', 'usage')

    expect(await rejectionOf(takeBack(minutes(61), ofFull))).toMatchObject({ code: 'owed_cannot_return' })
    expect(await rejectionOf(takeBack(minutes(61), ofOther))).toMatchObject({ code: 'owed_cannot_return' })
    expect(await statusOf(ofFull)).toBe('paid')
  })
})
