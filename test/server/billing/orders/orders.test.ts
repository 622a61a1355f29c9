import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findAccountView } from '#server/billing/accounts/accountView.queries.ts'
import { setClientStatus } from '#server/billing/accounts/clientStatus.commands.ts'
import { forgetBuyersAndAgents } from '#server/billing/feature.ts'
import { cancelOrder } from '#server/billing/orders/orders.commands.ts'
import { findOrder } from '#server/billing/orders/orders.sql.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { customerPorts } from '#test/support/ticketDeps.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { rejectionOf } from '#test/support/refusals.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billingStage.ts'
import { orderingAt, sized } from './ordering.ts'

/** Monday, 10:00 in Moscow. */
const monday = new Date('2026-03-02T07:00:00Z')
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000)
const days = (count: number) => minutes(count * 1440)
const month = { unit: 'days', count: 30 } as const

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
let desk: Pair['desk']
let agents = 100

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  desk = await stage.openDesk(quantumMaintenance)
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

const deps = customerPorts

const { place, record, statusOf } = orderingAt(() => ({ stage, desk }))
const packagesOf = ({ client }: Pair) =>
  stage.db().selectFrom('packages').selectAll().where('member_id', '=', client.memberId).orderBy('entry').execute()
const ledgerOf = async ({ client }: Pair) => {
  const rows = await stage
    .db()
    .selectFrom('ledger')
    .selectAll()
    .where('member_id', '=', client.memberId)
    .orderBy('number')
    .execute()
  return rows.map(({ kind, quanta, balance }) => `${kind} ${quanta} ${balance}`)
}

describe('Q4 an order', () => {
  it('keeps its price, and its package starts when the payment is recorded, whatever the document’s date', async () => {
    const pair = await stage.openClient(desk)
    const orderId = await place(monday, pair)
    await record(days(2), orderId)

    expect(await statusOf(orderId)).toBe('paid')
    expect(await packagesOf(pair)).toMatchObject([
      { order_id: orderId, quanta: 12, left_quanta: 12, starts_at: days(2), ends_at: days(32) },
    ])
    expect(await ledgerOf(pair)).toEqual(['purchase 12 12'])
  })

  it('is refused when the price is not the one that was seen, and says the right one', async () => {
    const pair = await stage.openClient(desk)

    expect(await rejectionOf(place(monday, pair, { total: { minor: 6000_00, currency: 'RUB' } }))).toMatchObject({
      code: 'price_changed',
      details: { minor: 7200_00 },
    })
    expect(await rejectionOf(place(monday, pair, { quanta: 11 }))).toMatchObject({ code: 'too_few_quanta' })
    expect(await rejectionOf(place(monday, pair, { planCode: 'nothing' }))).toMatchObject({ code: 'terms_unknown' })
  })

  it('is one under one id, and the same document counts once', async () => {
    const pair = await stage.openClient(desk)
    const orderId = await place(monday, pair)
    await place(monday, pair, { orderId })
    await record(minutes(1), orderId)
    await record(minutes(2), orderId)
    await Promise.all([3, 4, 5].map((minute) => record(minutes(minute), orderId)))

    expect(await ledgerOf(pair)).toEqual(['purchase 12 12'])
  })

  it('stays open when too little came, is paid when documents add up, and more is credit', async () => {
    const pair = await stage.openClient(desk)
    const orderId = await place(monday, pair)
    await record(minutes(1), orderId, { documentNumber: '1', amount: { minor: 7000_00, currency: 'RUB' } })
    expect(await statusOf(orderId)).toBe('open')

    await record(minutes(2), orderId, { documentNumber: '2', amount: { minor: 300_00, currency: 'RUB' } })
    await record(minutes(3), orderId, { documentNumber: '3' })

    expect(await statusOf(orderId)).toBe('paid')
    expect(await ledgerOf(pair)).toEqual(['purchase 12 12'])
    expect((await findOrder(stage.db(), orderId))?.order.payments).toHaveLength(3)
  })

  it('two payments at the same moment make one package', async () => {
    const pair = await stage.openClient(desk)
    const orderId = await place(monday, pair)
    await Promise.all(['1', '2', '3'].map((documentNumber) => record(minutes(1), orderId, { documentNumber })))

    expect(await ledgerOf(pair)).toEqual(['purchase 12 12'])
  })

  it('is not paid by a document that paid another one, in another currency, cancelled or lapsed', async () => {
    const pair = await stage.openClient(desk)
    const [paid, other, cancelled, lapsed] = [
      await place(monday, pair),
      await place(monday, pair, sized(13)),
      await place(monday, pair, sized(14)),
      await place(monday, pair, sized(15)),
    ]
    await record(minutes(1), paid)
    await stage.work(minutes(2), (unit) => cancelOrder(unit, pair.client.admin, cancelled))
    await stage.work(minutes(3), (unit) => cancelOrder(unit, pair.client.admin, cancelled))

    expect(await rejectionOf(record(minutes(5), other))).toMatchObject({ code: 'document_used' })
    const inEuros = { documentNumber: '9', amount: { minor: 7200_00, currency: 'EUR' } }
    expect(await rejectionOf(record(minutes(5), other, inEuros))).toMatchObject({ code: 'other_currency' })
    expect(await rejectionOf(record(minutes(5), cancelled, { documentNumber: '9' }))).toMatchObject({
      code: 'order_cancelled',
    })
    expect(
      await rejectionOf(stage.work(minutes(5), (unit) => cancelOrder(unit, pair.client.admin, paid))),
    ).toMatchObject({ code: 'order_paid' })
    // Also in the moment before the clock has rung.
    expect(await rejectionOf(record(days(14), lapsed, { documentNumber: '9' }))).toMatchObject({ code: 'order_lapsed' })
    await stage.settle(days(14))
    expect(await statusOf(lapsed)).toBe('lapsed')
    expect(await ledgerOf(pair)).toEqual(['purchase 12 12'])
  })
})

describe('Q1 the client status', () => {
  it('is the code’s until the owner says another one, and falls to 3 when the licence ends', async () => {
    const pair = await stage.openClient(desk)
    const { memberId } = pair.client
    const set = { memberId, status: 2, until: days(10) }
    await stage.work(monday, (unit) => setClientStatus(unit, deps, desk.owner, set))

    await place(days(9), pair, { total: { minor: 7920_00, currency: 'RUB' } })
    await place(days(10), pair, { total: { minor: 8640_00, currency: 'RUB' } })
  })
})

/** An hour of paid work, stopped. */
async function worked(pair: Pair) {
  const ticketId = await stage.openTicket(minutes(-10), pair)
  agents += 1
  const agent = stage.agent(pair, agents)
  const intervalId = randomUUID()
  await stage.start(minutes(1), agent, ticketId, intervalId)
  await stage.stop(minutes(61), agent, intervalId)
  return intervalId
}

/** What is left, of how many, and of each package. */
async function shownTo({ client: { memberId } }: Pair, at: Date) {
  const account = { deskId: desk.deskId, memberId, side: 'client' } as const
  const view = await findAccountView({ db: stage.db(), ...deps, ...stage.billing }, account, at)
  return [view.left, view.total, view.packages.map(({ left, quanta }) => `${left} of ${quanta}`)]
}

describe('Q9 an adjustment', () => {
  it('is made once under one id, and takes no balance below 0', async () => {
    const pair = await stage.openClient(desk)
    const packageId = await stage.pay(monday, pair, 12, month)
    const { memberId } = pair.client
    const input = { memberId, adjustmentId: randomUUID(), packageId, quanta: -2, reason: 'Ошибка' }
    const adjust = (said: Partial<typeof input>) =>
      stage.work(minutes(1), (unit) => stage.billing.adjustments.adjustQuanta(unit, desk.owner, { ...input, ...said }))
    await adjust({})
    await adjust({})

    expect(await rejectionOf(adjust({ adjustmentId: randomUUID(), quanta: -11 }))).toMatchObject({
      code: 'balance_too_low',
    })
    expect(await ledgerOf(pair)).toEqual(['purchase 12 12', 'adjust -2 10'])
  })

  it('that gives more than was bought leaves no "13 of 12", on the balance and in the desk’s list', async () => {
    const pair = await stage.openClient(desk)
    const packageId = await stage.pay(monday, pair, 12, month)
    const { memberId } = pair.client
    const adjust = (quanta: number) => {
      const input = { memberId, adjustmentId: randomUUID(), packageId, quanta, reason: 'Ошибка' }
      return stage.work(minutes(1), (unit) => stage.billing.adjustments.adjustQuanta(unit, desk.owner, input))
    }
    await adjust(1)
    expect(await shownTo(pair, minutes(2))).toEqual([13, 13, ['13 of 13']])
    await adjust(-3)
    expect(await shownTo(pair, minutes(2))).toEqual([10, 13, ['10 of 13']])
  })

  it('that only gives back what work has taken leaves the size as it was bought', async () => {
    const pair = await stage.openClient(desk)
    const packageId = await stage.pay(monday, pair, 12, month)
    await worked(pair)
    const { memberId } = pair.client
    const input = { memberId, adjustmentId: randomUUID(), packageId, quanta: 2, reason: 'Ошибка' }
    await stage.work(minutes(70), (unit) => stage.billing.adjustments.adjustQuanta(unit, desk.owner, input))

    expect(await shownTo(pair, minutes(71))).toEqual([8, 12, ['8 of 12']])
  })

  it('on an ended package becomes a small one', async () => {
    const pair = await stage.openClient(desk)
    const packageId = await stage.pay(monday, pair, 12, month)
    const { memberId } = pair.client
    const input = { memberId, adjustmentId: randomUUID(), packageId, quanta: 2, reason: 'Ошибка' }
    await stage.work(days(40), (unit) => stage.billing.adjustments.adjustQuanta(unit, desk.owner, input))

    expect(await ledgerOf(pair)).toEqual(['purchase 12 12', 'expire -12 0', 'adjust 2 2'])
    expect(await packagesOf(pair)).toMatchObject([{ has_ended: true }, { quanta: 2, ends_at: days(70) }])
  })
})

describe('Q10 a dispute', () => {
  it('is opened within 14 days and answered once, by a lead, with quanta given back', async () => {
    const pair = await stage.openClient(desk)
    await stage.pay(monday, pair, 12, month)
    const intervalId = await worked(pair)
    const disputeId = randomUUID()
    const dispute = (at: Date, id = disputeId) =>
      stage.work(at, (unit) =>
        stage.billing.disputes.disputeInterval(unit, pair.client.admin, { intervalId, disputeId: id, reason: 'Долго' }),
      )
    const answer = (giveBack: number) =>
      stage.work(days(2), (unit) =>
        stage.billing.disputes.answerDispute(unit, desk.owner, { disputeId, text: 'Вернули', giveBack }),
      )
    await dispute(days(1))
    await dispute(days(1))
    expect(await rejectionOf(dispute(days(1), randomUUID()))).toMatchObject({ code: 'already_disputed' })
    expect(await rejectionOf(answer(7))).toMatchObject({ code: 'more_than_taken' })

    await answer(2)
    await answer(2)

    expect(await rejectionOf(answer(1))).toMatchObject({ code: 'dispute_answered' })
    expect((await ledgerOf(pair)).at(-1)).toBe('adjust 2 8')
  })

  it('C5 keeps what was said and done when a portal is erased, with numbers for its people', async () => {
    const pair = await stage.openClient(desk)
    await stage.pay(monday, pair, 12, month)
    const input = { intervalId: await worked(pair), disputeId: randomUUID(), reason: 'Долго' }
    await stage.work(days(1), (unit) => stage.billing.disputes.disputeInterval(unit, pair.client.admin, input))
    const { memberId } = pair.client
    await stage.work(days(2), (unit) => forgetBuyersAndAgents(unit, memberId))

    const orders = await stage.db().selectFrom('orders').selectAll().where('member_id', '=', memberId).execute()
    const disputes = await stage.db().selectFrom('disputes').selectAll().where('member_id', '=', memberId).execute()
    const timers = await stage.db().selectFrom('timers').selectAll().where('member_id', '=', memberId).execute()
    expect(orders).toMatchObject([{ placed_by: `№ ${pair.client.admin.userId}`, quanta: 12 }])
    expect(disputes).toMatchObject([{ opened_by: '№', reason: 'Долго' }])
    // The desk's people stay who they are.
    expect(timers).toMatchObject([{ agent_name: `Agent ${agents}`, quanta: 6 }])
  })

  it('is refused when 14 days are over', async () => {
    const pair = await stage.openClient(desk)
    await stage.pay(monday, pair, 12, month)
    const intervalId = await worked(pair)
    const input = { intervalId, disputeId: randomUUID(), reason: 'Долго' }
    const at = new Date(minutes(61).getTime() + 14 * 86_400_000)

    expect(
      await rejectionOf(
        stage.work(at, (unit) => stage.billing.disputes.disputeInterval(unit, pair.client.admin, input)),
      ),
    ).toMatchObject({ code: 'dispute_too_late' })
  })
})
