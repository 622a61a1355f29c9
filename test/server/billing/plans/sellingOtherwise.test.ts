import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { customerPorts } from '#test/support/ticketDeps.ts'
import { verifyLedger } from '#test/support/verifyLedger.ts'
import { findOffers } from '#server/billing/plans/offers.queries.ts'
import { setClientStatus } from '#server/billing/accounts/clientStatus.commands.ts'
import { placeOrder } from '#server/billing/orders/orders.commands.ts'
import type { EditionChannels } from '#contract/regulations/answering.types.ts'
import type { Plan } from '#contract/regulations/plans.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { moveTicket } from '#server/tickets/moves.commands.ts'
import { ticketDeps } from '#test/support/ticketDeps.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { rejectionOf } from '#test/support/refusals.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billingStage.ts'
import { aPlan, forEverybody, prepaid, reactionWithin, sellingBy, thirtyDays } from './waysToSell.ts'

/** Monday, 10:00 in Moscow. */
const monday = new Date('2026-03-02T07:00:00Z')
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000)

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
let agents = 0

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

const deps = () => ({ ...stage.billing, ...customerPorts })

async function clientOf(regulation: Regulation): Promise<Pair> {
  return stage.openClient(await stage.openDesk(regulation))
}

function order(pair: Pair, planCode: string, quanta: number, minor: number, currency = 'RUB') {
  const { desk, client } = pair
  const input = { deskId: desk.deskId, orderId: randomUUID(), planCode, quanta, total: { minor, currency } }
  return stage.work(monday, async (unit) => {
    await placeOrder(unit, deps(), client.admin, input)
    return input.orderId
  })
}

/** An order through the real commands, paid a minute later. */
async function buy(pair: Pair, planCode: string, quanta: number, minor: number, currency = 'RUB') {
  const orderId = await order(pair, planCode, quanta, minor, currency)
  const payment = { orderId, documentNumber: '1', documentDate: '2026-03-02', amount: { minor, currency } }
  await stage.work(minutes(1), (unit) => stage.billing.payments.recordPayment(unit, pair.desk.owner, payment))
}

/** Work by the minutes in which it began and stopped, each on a ticket by its name. */
async function work(pair: Pair, runs: { ticket: string; from: number; until: number }[]): Promise<void> {
  const tickets = new Map<string, string>()
  for (const { ticket, from, until } of runs) {
    agents += 1
    const agent = stage.agent(pair, agents + 100)
    const ticketId = tickets.get(ticket) ?? (await stage.openTicket(minutes(2), pair))
    tickets.set(ticket, ticketId)
    const intervalId = randomUUID()
    await stage.start(minutes(from), agent, ticketId, intervalId)
    await stage.settleUntil(minutes(until))
    await stage.stop(minutes(until), agent, intervalId)
  }
}

/** Tickets that wait for a payment. */
async function awaiting({ client }: Pair): Promise<string[]> {
  const rows = await stage
    .db()
    .selectFrom('tickets')
    .select('ticket_id')
    .where('member_id', '=', client.memberId)
    .where('awaits_payment', '=', true)
    .execute()
  return rows.map((row) => row.ticket_id).toSorted()
}

/** The last time that a ticket was told that it waits. */
async function reasonIn(ticketId: string): Promise<Record<string, unknown> | undefined> {
  const row = await stage
    .db()
    .selectFrom('journal')
    .select('payload')
    .where('ticket_id', '=', ticketId)
    .where('type', '=', 'ticket.awaitingPayment')
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  return row?.payload
}

const chargedMinutes = async (pair: Pair) =>
  (await stage.charges(pair)).map(({ at }) => (at.getTime() - monday.getTime()) / 60_000)
const packagesOf = ({ client }: Pair) =>
  stage.db().selectFrom('packages').selectAll().where('member_id', '=', client.memberId).execute()
const offersTo = ({ desk, client }: Pair, currency: string | null = null) =>
  stage.work(monday, (unit) => findOffers(unit, deps(), { deskId: desk.deskId, memberId: client.memberId }, currency))
const fits = async (pair: Pair) => verifyLedger(JSON.parse(await stage.exported(minutes(600), pair)))

describe('Q12 a regulation says without code how its desk sells', () => {
  it.each([5, 15, 60])('a quantum of %i minutes', async (quantumMinutes) => {
    const pair = await clientOf(sellingBy([prepaid('pack')], { quantumMinutes }))
    await buy(pair, 'pack', 12, 7200_00)

    await work(pair, [{ ticket: 'one', from: 5, until: 5 + quantumMinutes + 1 }])

    expect(await chargedMinutes(pair)).toEqual([5, 5 + quantumMinutes])
    expect(await fits(pair)).toMatchObject({ fits: true, balance: 10 })
  })

  it.each([
    ['interval', [5, 15, 20, 30]],
    ['ticket', [5, 15, 30]],
    ['day', [5, 15]],
  ] as const)('rounding per %s', async (rounding, charged) => {
    const pair = await clientOf(sellingBy([prepaid('pack')], { rounding }))
    await buy(pair, 'pack', 12, 7200_00)

    await work(pair, [
      { ticket: 'one', from: 5, until: 17 },
      { ticket: 'one', from: 20, until: 23 },
      { ticket: 'two', from: 30, until: 31 },
    ])

    expect(await chargedMinutes(pair)).toEqual(charged)
    const { counting } = await offersTo(pair)
    expect(counting.rounding).toBe(rounding)
    // The page tells the same story as the timers did.
    expect(counting.example.reduce((sum, { quanta }) => sum + quanta, 0)).toBe(charged.length)
  })

  it('a least charge of a ticket, taken at its first start', async () => {
    const pair = await clientOf(sellingBy([prepaid('pack')], { leastQuantaPerTicket: 3 }))
    await buy(pair, 'pack', 12, 7200_00)

    await work(pair, [
      { ticket: 'one', from: 5, until: 6 },
      { ticket: 'one', from: 10, until: 11 },
      { ticket: 'two', from: 20, until: 21 },
    ])

    expect(await chargedMinutes(pair)).toEqual([5, 5, 5, 20, 20, 20])
  })

  it('Q16 a rest below the least charge: only a ticket that has paid runs it down, and with the last one service is over', async () => {
    const pair = await clientOf(sellingBy([prepaid('pack', 4)], { leastQuantaPerTicket: 3 }))
    await buy(pair, 'pack', 5, 3000_00)
    const [one, two] = [await stage.openTicket(minutes(2), pair), await stage.openTicket(minutes(2), pair)]
    const agent = stage.agent(pair, 9_000)
    const first = randomUUID()
    await stage.move(minutes(3), pair, one, { type: 'take' })
    await stage.start(minutes(5), agent, one, first)
    await stage.stop(minutes(6), agent, first)

    expect(await rejectionOf(stage.start(minutes(7), agent, two, randomUUID()))).toMatchObject({
      code: 'rest_below_least',
      details: { left: 2, least: 3 },
    })
    expect(await awaiting(pair)).toEqual([])

    const message = { messageId: randomUUID(), text: 'Готово' }
    await stage.move(minutes(8), pair, one, { type: 'resolve', message })
    expect(await awaiting(pair)).toEqual([one, two].toSorted())
    expect(await reasonIn(two)).toMatchObject({ why: 'belowLeast' })

    await stage.work(minutes(9), (unit) =>
      moveTicket(unit, ticketDeps, pair.client.admin, one, { type: 'reopen' }, true),
    )
    expect(await awaiting(pair)).toEqual([])
    expect(await fits(pair)).toMatchObject({ fits: true })
  })

  it('packages of fixed sizes with a price by size', async () => {
    const sizes = [
      { quanta: 6, prices: forEverybody(2500_00) },
      { quanta: 30, prices: forEverybody(10_000_00) },
    ]
    const pair = await clientOf(sellingBy([aPlan('sizes', { by: 'size', valid: thirtyDays, sizes })]))
    expect(await rejectionOf(order(pair, 'sizes', 12, 5000_00))).toMatchObject({ code: 'size_not_sold' })

    await buy(pair, 'sizes', 30, 10_000_00)

    expect(await packagesOf(pair)).toMatchObject([{ quanta: 30, ends_at: minutes(1 + 30 * 1440) }])
  })

  it('validity in calendar months, to the same local time', async () => {
    const valid = { unit: 'months', count: 3 } as const
    const sold: Plan['sold'] = { by: 'quantum', leastQuanta: 12, valid, quantumPrices: forEverybody(600_00) }
    const pair = await clientOf(sellingBy([aPlan('months', sold)]))

    await buy(pair, 'months', 12, 7200_00)

    expect(await packagesOf(pair)).toMatchObject([{ ends_at: new Date('2026-06-02T07:01:00Z') }])
  })

  it('several price columns: each client by its status', async () => {
    const prices = [1, 2, 3].map((clientStatus) => ({ clientStatus, currency: 'RUB', minor: clientStatus * 100_00 }))
    const pair = await clientOf(sellingBy([prepaid('pack', 12, prices)]))
    const { memberId } = pair.client
    const set = { memberId, status: 2, until: null }
    await stage.work(new Date(monday.getTime() - 1), (unit) => setClientStatus(unit, deps(), pair.desk.owner, set))

    expect(await rejectionOf(order(pair, 'pack', 12, 1200_00))).toMatchObject({
      code: 'price_changed',
      details: { minor: 2400_00 },
    })
    await buy(pair, 'pack', 12, 2400_00)

    expect(await packagesOf(pair)).toMatchObject([{ quanta: 12 }])
  })

  it('several currencies: the client chooses, and pays in that one', async () => {
    const prices = [...forEverybody(600_00), ...forEverybody(7_00, 'EUR')]
    const pair = await clientOf(sellingBy([prepaid('pack', 12, prices), prepaid('roubles')]))
    const [own, inEuros] = [await offersTo(pair), await offersTo(pair, 'EUR')]
    expect(own).toMatchObject({
      currencies: ['RUB', 'EUR'],
      currency: 'RUB',
      plans: [{ currency: 'RUB' }, { currency: 'RUB' }],
    })
    expect(inEuros).toMatchObject({
      currency: 'EUR',
      plans: [{ currency: 'EUR', quantumPriceMinor: 7_00 }, { currency: 'RUB' }],
    })
    expect(await rejectionOf(order(pair, 'pack', 12, 84_00, 'USD'))).toMatchObject({ code: 'price_changed' })

    await buy(pair, 'pack', 12, 84_00, 'EUR')

    const { entries } = JSON.parse(await stage.exported(minutes(2), pair))
    expect(entries).toMatchObject([{ kind: 'purchase', price: { minor: 84_00, currency: 'EUR' } }])
  })

  it('targets by plan × priority: an urgent ticket is promised sooner', async () => {
    const targets = [reactionWithin(15, 'pack', ['critical', 'high']), reactionWithin(240, 'pack')]
    const pair = await clientOf({ ...sellingBy([prepaid('pack')]), targets })

    expect(await offersTo(pair)).toMatchObject({
      plans: [
        {
          reactions: [
            { categories: null, priorities: [{ code: 'critical' }, { code: 'high' }], within: { minutes: 15 } },
            { categories: null, priorities: [{ code: 'medium' }, { code: 'low' }], within: { minutes: 240 } },
          ],
        },
      ],
    })
  })

  it('channels by plan', async () => {
    const onPhone: EditionChannels = { official: ['app', 'phone'], chooseOne: null }
    const plan = { ...prepaid('pack'), channels: { cloud: onPhone, box: onPhone } }
    const pair = await clientOf({
      ...sellingBy([plan]),
      channels: { ...quantumMaintenance.channels, talkingOnly: [] },
    })

    expect(await offersTo(pair)).toMatchObject({
      plans: [{ channels: { cloud: ['app', 'phone'], box: ['app', 'phone'] } }],
    })
  })
})
