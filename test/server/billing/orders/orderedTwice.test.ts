import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlaceOrderInput } from '#contract/billing/orders.types.ts'
import { setClientStatus } from '#server/billing/accounts/clientStatus.commands.ts'
import { cancelOrder, placeOrder } from '#server/billing/orders/orders.commands.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { customerPorts } from '#test/support/ticketDeps.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billingStage.ts'
import { orderingAt, sized } from './ordering.ts'

/** Monday, 10:00 in Moscow. */
const monday = new Date('2026-03-02T07:00:00Z')
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000)
const days = (count: number) => minutes(count * 1440)

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

const deps = customerPorts

const { place, record, statusOf } = orderingAt(() => ({ stage, desk }))

describe('Q4 an order of the same that waits for its payment', () => {
  /** What the second press, or the second admin, is answered. */
  const again = async (at: Date, { client }: Pair, said: Partial<PlaceOrderInput> = {}) => {
    const input = { deskId: desk.deskId, orderId: randomUUID(), planCode: 'prepaid', ...sized(12), ...said }
    return stage.work(at, (unit) => placeOrder(unit, deps, client.admin, input))
  }
  const countOf = async ({ client }: Pair) =>
    (await stage.db().selectFrom('orders').select('order_id').where('member_id', '=', client.memberId).execute()).length

  it('is found instead of a second one, also under a new id that is sent twice, and also when paid in part', async () => {
    const pair = await stage.openClient(desk)
    const first = await place(monday, pair)
    await record(minutes(1), first, { amount: { minor: 100_00, currency: 'RUB' } })
    const orderId = randomUUID()

    expect(await again(minutes(2), pair, { orderId })).toBe(first)
    expect(await again(minutes(3), pair, { orderId })).toBe(first)
    expect(await again(minutes(4), pair, { orderId: first })).toBe(first)
    expect(await countOf(pair)).toBe(1)
  })

  it('two admins who order at the same moment get one: the second waits for what the first has stored', async () => {
    const pair = await stage.openClient(desk)
    const input = { deskId: desk.deskId, planCode: 'prepaid', ...sized(12) }
    const other: { answer?: Promise<string> } = {}
    const first = await stage.work(monday, async (unit) => {
      const placed = await placeOrder(unit, deps, pair.client.admin, { ...input, orderId: randomUUID() })
      other.answer = again(monday, pair)
      // Time enough for an order of its own, where it does not wait.
      await Promise.race([other.answer, delay(500)])
      return placed
    })

    expect(await other.answer).toBe(first)
    expect(await countOf(pair)).toBe(1)
  })

  it('is none of another size or price, paid, cancelled or over, nor another client’s', async () => {
    const [pair, other] = [await stage.openClient(desk), await stage.openClient(desk)]
    const first = await place(monday, pair)
    expect(await again(minutes(1), pair, sized(13))).not.toBe(first)
    expect(await again(minutes(1), other)).not.toBe(first)

    const set = { memberId: pair.client.memberId, status: 2, until: days(300) }
    await stage.work(minutes(2), (unit) => setClientStatus(unit, deps, desk.owner, set))
    const dearer = await again(minutes(3), pair, { total: { minor: 7920_00, currency: 'RUB' } })
    expect(dearer).not.toBe(first)
    await stage.work(minutes(4), (unit) => cancelOrder(unit, pair.client.admin, dearer))
    const third = await again(minutes(5), pair, { total: { minor: 7920_00, currency: 'RUB' } })
    expect(third).not.toBe(dearer)
    await record(minutes(6), third, { documentNumber: '33', amount: { minor: 7920_00, currency: 'RUB' } })
    expect(await again(minutes(7), pair, { total: { minor: 7920_00, currency: 'RUB' } })).not.toBe(third)

    const late = await again(days(15), other)
    expect(await countOf(other)).toBe(2)
    // Also in the moment before the clock has rung.
    expect(await statusOf(late)).toBe('open')
  })
})
