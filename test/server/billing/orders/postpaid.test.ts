import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChoosePlanInput } from '#contract/billing/offers.types.ts'
import { connectedUnderNewest } from '#test/support/onNewest.ts'
import { livePlans } from '#server/billing/accounts/accounts.queries.ts'
import { verifyLedger } from '#test/support/verifyLedger.ts'
import { cancelOrder } from '#server/billing/orders/orders.commands.ts'
import { readAccount } from '#server/billing/accounts/accountRows.sql.ts'
import type { Actor } from '#server/platform/actor.ts'
import { publishRegulation } from '#server/regulations/regulations.commands.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { rejectionOf } from '#test/support/refusals.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billingStage.ts'
import { afterwards, prepaid, reactionWithin, sellingBy } from '../plans/waysToSell.ts'

/** Monday, 10:00 in Moscow. */
const monday = new Date('2026-03-02T07:00:00Z')
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000)
const rub = (minor: number) => ({ minor, currency: 'RUB' })
const regulation = {
  ...sellingBy([afterwards('usage', 4), afterwards('dear', 4, 900_00), prepaid('prepaid')]),
  targets: [reactionWithin(45, 'usage'), reactionWithin(120, 'prepaid')],
}

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
let desk: Pair['desk']
let agents = 0

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  desk = await stage.openDesk(regulation)
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

const accountOf = ({ client }: Pair) => ({ deskId: desk.deskId, memberId: client.memberId })

function choose(at: Date, { client }: Pair, said: Partial<ChoosePlanInput> = {}) {
  const plan = { planCode: 'usage', limitQuanta: 4, quantumPrice: rub(700_00) }
  const input = { deskId: desk.deskId, plan, instead: null, ...said }
  return stage.work(at, (unit) => stage.billing.postpaid.choosePlan(unit, client.admin, input))
}
const leave = (at: Date, pair: Pair) => choose(at, pair, { plan: null, instead: 'usage' })

async function order(
  at: Date,
  pair: Pair,
  quanta: number,
  said: { by?: Actor; orderId?: string; minor?: number } = {},
) {
  const orderId = said.orderId ?? randomUUID()
  const by = said.by ?? pair.client.admin
  const side = by.desk === null ? 'client' : 'desk'
  const asked = { orderId, quanta, total: rub(said.minor ?? quanta * 700_00) }
  await stage.work(at, (unit) => stage.billing.postpaid.orderOwed(unit, by, { ...accountOf(pair), side }, asked))
  return orderId
}

function pay(at: Date, orderId: string, minor: number) {
  const payment = { documentNumber: orderId.slice(0, 8), documentDate: '2026-03-02', amount: rub(minor) }
  return stage.work(at, (unit) => stage.billing.payments.recordPayment(unit, desk.owner, { orderId, ...payment }))
}

/** Somebody works on a ticket of their own from one minute until another. */
async function work(pair: Pair, from: number, until: number): Promise<void> {
  agents += 1
  const [agent, intervalId] = [stage.agent(pair, agents + 100), randomUUID()]
  const ticketId = await stage.openTicket(minutes(from), pair)
  await stage.start(minutes(from), agent, ticketId, intervalId)
  await stage.settleUntil(minutes(until))
  await stage.stop(minutes(until), agent, intervalId)
}

const stateOf = async (pair: Pair) => {
  const found = await readAccount(stage.db(), accountOf(pair))
  return {
    plan: found?.usage?.planCode ?? null,
    limit: found?.account.limitQuanta,
    owed: found?.account.owedQuanta,
    stands: found?.account.interruptedSince !== null,
  }
}
const plansAt = (at: Date, pair: Pair) =>
  stage.work(at, async (unit) => (await livePlans(unit, accountOf(pair))).map(({ code }) => code))
const verdictOf = async (at: Date, pair: Pair) => verifyLedger(JSON.parse(await stage.exported(at, pair)))

describe('Q12 a plan that is billed afterwards', () => {
  it('is confirmed by the client’s admin: work goes on up to the limit, and tickets get its promise', async () => {
    const pair = await stage.openClient(desk)
    await choose(monday, pair)
    await choose(monday, pair)
    expect(await stateOf(pair)).toEqual({ plan: 'usage', limit: 4, owed: 0, stands: false })
    expect(await plansAt(monday, pair)).toEqual(['usage'])

    await work(pair, 5, 16)

    expect(await stateOf(pair)).toMatchObject({ owed: 2 })
    const acts = await stage
      .db()
      .selectFrom('journal')
      .select(['type', 'payload'])
      .where('type', '=', 'plan.chosen')
      .execute()
    expect(acts).toMatchObject([{ payload: { plan: 'usage', quanta: 4, amount: '700.00 RUB' } }])
  })

  it('what is owed is ordered at the price of its making, paid by hand, and fits its ledger', async () => {
    const pair = await stage.openClient(desk)
    await choose(monday, pair)
    await work(pair, 5, 16)

    const orderId = await order(minutes(20), pair, 2, { by: desk.owner })
    await order(minutes(20), pair, 2, { orderId })
    await work(pair, 30, 31)
    await pay(minutes(40), orderId, 1400_00)

    expect(await stateOf(pair)).toMatchObject({ owed: 1 })
    expect(await verdictOf(minutes(41), pair)).toMatchObject({ fits: true, balance: 0, owed: 1 })
    const { validity, status } = await stage
      .db()
      .selectFrom('orders')
      .selectAll()
      .where('order_id', '=', orderId)
      .executeTakeFirstOrThrow()
    expect({ validity, status }).toEqual({ validity: null, status: 'paid' })
  })

  it('an order keeps its quanta while a timer goes on, and the rest is for the next one', async () => {
    const pair = await stage.openClient(desk)
    await choose(monday, pair)
    const agent = stage.agent(pair, 90)
    const [ticketId, intervalId] = [await stage.openTicket(monday, pair), randomUUID()]
    await stage.start(minutes(5), agent, ticketId, intervalId)
    const orderId = await order(minutes(6), pair, 1)
    await stage.stop(minutes(26), agent, intervalId)

    expect(await rejectionOf(order(minutes(27), pair, 3))).toMatchObject({
      code: 'more_than_owed',
      details: { owed: 2 },
    })
    await pay(minutes(28), orderId, 700_00)
    expect(await stateOf(pair)).toMatchObject({ owed: 2 })
  })

  it('two admins at once order what is owed once', async () => {
    const pair = await stage.openClient(desk)
    await choose(monday, pair)
    await work(pair, 5, 26)

    const placed = await Promise.allSettled([1, 2, 3].map(() => order(minutes(30), pair, 3)))

    expect(placed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(placed.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'more_than_owed', details: { owed: 0 } } },
      { reason: { code: 'more_than_owed', details: { owed: 0 } } },
    ])
  })

  it('a price that was not seen, a stranger’s order and an unknown one are refused', async () => {
    const pair = await stage.openClient(desk)
    expect(await rejectionOf(order(monday, pair, 1))).toMatchObject({ code: 'more_than_owed' })
    await choose(monday, pair)
    await work(pair, 5, 6)

    expect(await rejectionOf(order(minutes(7), pair, 1, { minor: 1 }))).toMatchObject({
      code: 'price_changed',
      details: { minor: 700_00 },
    })
    const own = desk.owner.desk
    if (own === null) throw new Error('the owner has a desk')
    const lead: Actor = { ...desk.owner, desk: { ...own, role: 'lead' } }
    expect(await rejectionOf(order(minutes(7), pair, 1, { by: lead }))).toMatchObject({ code: 'owner_only' })
    const integrator: Actor = { ...pair.client.admin, client: 'integrator' }
    expect(await rejectionOf(order(minutes(7), pair, 1, { by: integrator }))).toMatchObject({ code: 'admin_only' })
  })

  it('Q7 the limit interrupts service, and the payment of what is owed resumes it with the plan’s promise', async () => {
    const pair = await stage.openClient(desk)
    await choose(monday, pair)
    await work(pair, 5, 60)
    expect(await stateOf(pair)).toMatchObject({ owed: 4, stands: true })
    expect(await plansAt(minutes(61), pair)).toEqual([])
    const waiting = await stage.openTicket(minutes(62), pair)

    await pay(minutes(70), await order(minutes(65), pair, 4), 2800_00)

    expect(await stateOf(pair)).toMatchObject({ owed: 0, stands: false })
    const told = await stage
      .db()
      .selectFrom('journal')
      .select(['type', 'payload'])
      .where('ticket_id', '=', waiting)
      .where('type', 'in', ['ticket.awaitingPayment', 'ticket.paid', 'ticket.planned'])
      .orderBy('seq')
      .execute()
    expect(told.map(({ type }) => type)).toEqual(['ticket.awaitingPayment', 'ticket.paid', 'ticket.planned'])
    expect(told.map(({ payload }) => payload)).toEqual([{ isOwing: true, why: 'owing' }, {}, { plans: ['usage'] }])
  })

  it('is left for packages only when nothing is owed', async () => {
    const pair = await stage.openClient(desk)
    await choose(monday, pair)
    await work(pair, 5, 6)
    expect(await rejectionOf(leave(minutes(10), pair))).toMatchObject({ code: 'owed_unpaid', details: { owed: 1 } })
    const dear = { planCode: 'dear', limitQuanta: 4, quantumPrice: rub(900_00) }
    expect(await rejectionOf(choose(minutes(10), pair, { plan: dear, instead: 'usage' }))).toMatchObject({
      code: 'owed_unpaid',
    })

    await pay(minutes(20), await order(minutes(15), pair, 1), 700_00)
    await leave(minutes(30), pair)
    await leave(minutes(31), pair)

    expect(await stateOf(pair)).toEqual({ plan: null, limit: 0, owed: 0, stands: true })
    await stage.pay(minutes(40), pair, 12, { unit: 'days', count: 30 })
    expect(await stateOf(pair)).toMatchObject({ stands: false })
    expect(await verdictOf(minutes(41), pair)).toMatchObject({ fits: true, balance: 12, owed: 0 })
  })

  it('whoever chose by a page that did not know of the other’s choice is told', async () => {
    const pair = await stage.openClient(desk)
    const dear = { planCode: 'dear', limitQuanta: 4, quantumPrice: rub(900_00) }
    const chosen = await Promise.allSettled([choose(monday, pair), choose(monday, pair, { plan: dear })])

    expect(chosen.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(chosen.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'plan_changed' } })
    // With the page read anew it is one's own decision.
    const instead = (await stateOf(pair)).plan
    await choose(minutes(1), pair, { plan: dear, instead })
    expect(await stateOf(pair)).toMatchObject({ plan: 'dear' })
  })

  it('another price or limit than was confirmed, a prepaid plan and an unknown one are refused', async () => {
    const pair = await stage.openClient(desk)
    const refused = async (changes: Partial<NonNullable<ChoosePlanInput['plan']>>) => {
      const plan = { planCode: 'usage', limitQuanta: 4, quantumPrice: rub(700_00), ...changes }
      const refusal = await rejectionOf(choose(monday, pair, { plan }))
      return refusal?.code
    }

    expect(await refused({ quantumPrice: rub(1) })).toBe('price_changed')
    expect(await refused({ quantumPrice: { minor: 700_00, currency: 'EUR' } })).toBe('price_unknown')
    expect(await refused({ limitQuanta: 9 })).toBe('plan_changed')
    expect(await refused({ planCode: 'prepaid' })).toBe('terms_unknown')
    expect(await refused({ planCode: 'nothing' })).toBe('terms_unknown')
  })

  it('Q9 what is in an open order is not given back until the order is cancelled', async () => {
    const pair = await stage.openClient(desk)
    await choose(monday, pair)
    await work(pair, 5, 16)
    const orderId = await order(minutes(20), pair, 2)
    const giveBack = (at: Date) => {
      const { memberId } = pair.client
      const said = { memberId, adjustmentId: randomUUID(), packageId: null, quanta: 1, reason: 'По договорённости' }
      return stage.work(at, (unit) => stage.billing.adjustments.adjustQuanta(unit, desk.owner, said))
    }
    expect(await rejectionOf(giveBack(minutes(21)))).toMatchObject({ code: 'owed_is_ordered' })

    await stage.work(minutes(22), (unit) => cancelOrder(unit, pair.client.admin, orderId))
    await giveBack(minutes(23))

    expect(await stateOf(pair)).toMatchObject({ owed: 1 })
  })

  it('is paid also when no later regulation sells it any more, at the price under which it was chosen', async () => {
    const own = await stage.openDesk(regulation)
    const pair = await stage.openClient(own)
    const input = {
      deskId: own.deskId,
      plan: { planCode: 'usage', limitQuanta: 4, quantumPrice: rub(700_00) },
      instead: null,
    }
    await stage.work(monday, (unit) => stage.billing.postpaid.choosePlan(unit, pair.client.admin, input))
    await work(pair, 5, 6)
    const document = sellingBy([prepaid('prepaid')])
    const effectiveAt = minutes(30 * 1440)
    const publish = { document, effectiveAt, lastVersion: 2 }
    await stage.work(minutes(10), (unit) => publishRegulation(unit, own.owner, publish))
    await connectedUnderNewest(stage.db())

    const account = { deskId: own.deskId, memberId: pair.client.memberId, side: 'client' } as const
    const asked = { orderId: randomUUID(), quanta: 1, total: rub(700_00) }
    await stage.work(minutes(31 * 1440), (unit) =>
      stage.billing.postpaid.orderOwed(unit, pair.client.admin, account, asked),
    )

    const { total_minor: total } = await stage
      .db()
      .selectFrom('orders')
      .selectAll()
      .where('order_id', '=', asked.orderId)
      .executeTakeFirstOrThrow()
    expect(total).toBe(700_00)
  })
})
