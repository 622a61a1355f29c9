import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mostMinor } from '#contract/billing/base.types.ts'
import { placeOrder } from '#server/billing/orders/orders.commands.ts'
import { presentOrder } from '#server/billing/orders/orders.present.ts'
import { findOrder } from '#server/billing/orders/orders.sql.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { customerPorts } from '#test/support/ticketDeps.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { rejectionOf } from '#test/support/refusals.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billingStage.ts'

const monday = new Date('2026-03-02T07:00:00Z')
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000)
const rub = (minor: number) => ({ minor, currency: 'RUB' })
const price = 12 * 600_00
const reason = 'Ошибка'

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
let desk: Pair['desk']

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  desk = await stage.openDesk(quantumMaintenance)
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

async function place(at: Date, { client }: Pair, said: object = {}) {
  const input = {
    deskId: desk.deskId,
    orderId: randomUUID(),
    planCode: 'prepaid',
    quanta: 12,
    total: rub(price),
    ...said,
  }
  await stage.work(at, (unit) => placeOrder(unit, customerPorts, client.admin, input))
  return input.orderId
}

function record(at: Date, orderId: string, minor: number, documentNumber = '17') {
  const input = { orderId, documentNumber, documentDate: '2026-03-01', amount: rub(minor) }
  return stage.work(at, (unit) => stage.billing.payments.recordPayment(unit, desk.owner, input))
}

async function shown(orderId: string) {
  const stored = await findOrder(stage.db(), orderId)
  if (stored === null) throw new Error('there is no such order')
  return presentOrder(stored, { deskName: '', clientName: null, portalName: '' }, quantumMaintenance, 'desk')
}

describe('Q2 the ceiling of what one order gets', () => {
  it('refuses what goes beyond it with all that has come, and nothing is half done', async () => {
    const pair = await stage.openClient(desk)
    const orderId = await place(monday, pair)
    await record(minutes(1), orderId, mostMinor, '1')

    expect(await rejectionOf(record(minutes(2), orderId, 1, '2'))).toMatchObject({ code: 'amount_too_large' })
    expect(await shown(orderId)).toMatchObject({
      payments: [{ documentNumber: '1' }],
      paid: { minor: mostMinor },
    })
  })

  it('an order from before it is shown all the same', async () => {
    const pair = await stage.openClient(desk)
    const orderId = await place(monday, pair)
    const { memberId } = pair.client
    for (const number of ['1', '2']) {
      await sql`
        insert into order_payments (order_id, document_number, document_date, amount_minor, currency, recorded_at, recorded_by,
                                    desk_id, member_id)
        values (${orderId}, ${number}, '2026-03-01', ${Number.MAX_SAFE_INTEGER}, 'RUB', ${monday}, 'Owner', ${desk.deskId},
                ${memberId})`.execute(stage.db())
    }

    expect(await shown(orderId)).toMatchObject({
      paid: { minor: Number.MAX_SAFE_INTEGER },
      credit: { minor: Number.MAX_SAFE_INTEGER - price },
    })
    const input = { orderId, documentNumber: '2', documentDate: '2026-03-01', reason }
    await stage.work(minutes(1), (unit) => stage.billing.payments.takeBackPayment(unit, desk.owner, input))
    expect(await shown(orderId)).toMatchObject({ paid: { minor: Number.MAX_SAFE_INTEGER } })
  })
})

describe('an id that was used before', () => {
  it('with the same content is the same order, with another plan, number or total none', async () => {
    const pair = await stage.openClient(desk)
    const orderId = await place(monday, pair)
    await place(monday, pair, { orderId })
    const again = (said: object) => rejectionOf(place(minutes(1), pair, { orderId, ...said }))

    for (const said of [{ quanta: 13 }, { planCode: 'usage' }, { total: rub(price + 1) }, { deskId: randomUUID() }]) {
      expect(await again(said)).toMatchObject({ code: 'id_used' })
    }
  })

  it('for an adjustment or a payment with other content is refused, too', async () => {
    const pair = await stage.openClient(desk)
    const orderId = await place(monday, pair)
    await record(minutes(1), orderId, 100_00)
    const packageId = await stage.pay(minutes(2), pair, 12, { unit: 'days', count: 30 })
    const input = { memberId: pair.client.memberId, adjustmentId: randomUUID(), packageId, quanta: -2, reason }
    const adjust = (said: object) =>
      stage.work(minutes(3), (unit) => stage.billing.adjustments.adjustQuanta(unit, desk.owner, { ...input, ...said }))
    await adjust({})
    await adjust({})

    expect(await rejectionOf(adjust({ quanta: -3 }))).toMatchObject({ code: 'id_used' })
    expect(await rejectionOf(adjust({ reason: 'Другая' }))).toMatchObject({ code: 'id_used' })
    expect(await rejectionOf(record(minutes(4), orderId, 200_00))).toMatchObject({ code: 'document_differs' })
  })
})
