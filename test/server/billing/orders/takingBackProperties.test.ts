import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Account } from '#server/billing/domain/account.ts'
import { decide } from '#server/billing/domain/billing.ts'
import type { BillingEvent } from '#server/billing/domain/billingEvents.ts'
import { entriesOf } from '#server/billing/domain/entries.ts'
import { evolve } from '#server/billing/domain/evolve.ts'
import { settle } from '#server/billing/domain/settle.ts'
import {
  beginOrder,
  decideOrder,
  evolveOrder,
  place,
  receivedOf,
  type Order,
  type OrderCommand,
  type OrderEvent,
} from '#server/billing/orders/domain/order.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { adjust, emptyScene, minutes, monday, pay, start, stop } from '../scene.ts'

type Act =
  | { type: 'record' | 'takeBack'; order: number; document: number }
  | { type: 'start' | 'stop'; agent: number }
  | { type: 'adjust'; order: number; quanta: number }

const orders = 2
const total = 600_00
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    type: fc.constantFrom('record' as const, 'takeBack' as const),
    order: fc.nat({ max: orders - 1 }),
    document: fc.nat({ max: 2 }),
  }),
  fc.record({ type: fc.constantFrom('start' as const, 'stop' as const), agent: fc.nat({ max: 1 }) }),
  fc.record({
    type: fc.constant('adjust' as const),
    order: fc.nat({ max: orders - 1 }),
    quanta: fc.constantFrom(-2, 1, 2),
  }),
)
const histories = fc.array(fc.record({ after: fc.integer({ min: 0, max: 900 }), act }), { maxLength: 25 })

/** Orders and the account that they pay into, as the commands bring the two together. */
type World = {
  account: Account
  orders: Order[]
  events: BillingEvent[]
  orderEvents: { index: number; event: OrderEvent }[]
  /** By order: the package that it has begun last. */
  packages: Map<number, string>
}

function begin(): World {
  const quote = { quanta: 6, total: { minor: total, currency: 'RUB' }, validity: { unit: 'days', count: 30 } } as const
  const placed = (orderId: string) => beginOrder(place({ at: monday, orderId, planCode: 'any', quote, lapseDays: 1 }))
  return {
    account: emptyScene().account,
    orders: Array.from({ length: orders }, (_, index) => placed(`order ${index}`)),
    events: [],
    orderEvents: [],
    packages: new Map(),
  }
}

/** All of an act or nothing, as its transaction. */
function happen(world: World, one: Act, at: Date): World {
  try {
    return told(world, one, at)
  } catch (error) {
    if (error instanceof Refusal) return world
    throw error
  }
}

function told(world: World, one: Act, at: Date): World {
  switch (one.type) {
    case 'record':
    case 'takeBack':
      return ordered(world, one.order, commandOf(one, at))
    case 'start':
      return acted(world, decide(world.account, start(`i${world.events.length}`, at, { agentId: `a${one.agent}` })))
    case 'stop': {
      const running = world.account.running.find(({ agentId }) => agentId === `a${one.agent}`)
      return running === undefined ? world : acted(world, decide(world.account, stop(running.intervalId, at)))
    }
    case 'adjust': {
      const packageId = world.packages.get(one.order)
      return packageId === undefined ? world : acted(world, decide(world.account, adjust(packageId, one.quanta, at)))
    }
  }
}

function commandOf({ type, document }: Extract<Act, { document: number }>, at: Date): OrderCommand {
  const named = { documentNumber: String(document), documentDate: '2026-03-01' }
  if (type === 'takeBack') return { type: 'takeBackPayment', at, document: named }
  const amount = { minor: total / 2 + document * 100_00, currency: 'RUB' }
  return { type: 'recordPayment', at, payment: { ...named, amount } }
}

function ordered(world: World, index: number, command: OrderCommand): World {
  const order = world.orders[index]
  if (order === undefined) return world
  const events = decideOrder(order, command)
  const orderIds = world.orders.with(index, events.reduce(evolveOrder, order))
  const orderEvents = [...world.orderEvents, ...events.map((event) => ({ index, event }))]
  const now = { ...world, orders: orderIds, orderEvents }
  if (events.some(({ type }) => type === 'order.paid')) {
    const packageId = `p${world.events.length}`
    const packages = new Map(world.packages).set(index, packageId)
    return acted({ ...now, packages }, decide(now.account, pay(6, command.at, { packageId })))
  }
  if (!events.some(({ type }) => type === 'order.reopened')) return now
  const packageId = world.packages.get(index) ?? ''
  const undoing = { packageId, quanta: 6, reason: 'by mistake', by: 'owner' }
  return acted(now, decide(now.account, { type: 'takeBackPurchase', at: command.at, ...undoing }))
}

function acted(world: World, events: readonly BillingEvent[]): World {
  return { ...world, account: events.reduce(evolve, world.account), events: [...world.events, ...events] }
}

it('Q9 whatever is recorded, taken back and used: the ledger adds up, nothing is below zero, no money brings quanta twice', () => {
  fc.assert(
    fc.property(histories, (history) => {
      let world = begin()
      let seconds = 0
      for (const { after, act: one } of history) {
        seconds += after
        world = happen(world, one, minutes(0, seconds))
        expectWhole(world)
      }
      const rest = settle(world.account, minutes(0, seconds + 3600))
      expectWhole(acted(world, rest))
    }),
    { numRuns: 400 },
  )
})

function expectWhole({ account, orders: now, events, orderEvents }: World): void {
  const first = begin()
  let balance = 0
  for (const event of events) {
    balance += entriesOf(event).reduce((sum, { quanta }) => sum + quanta, 0)
    expect(balance).toBeGreaterThanOrEqual(0)
  }
  expect(balance).toBe(account.packages.reduce((sum, { left }) => sum + left, 0))
  expect(account.packages.every(({ left }) => left >= 0)).toBe(true)
  // What has happened, told from the beginning, is what there is.
  expect(events.reduce(evolve, first.account)).toEqual(account)
  const again = orderEvents.reduce((all, { index, event }) => {
    const before = all[index]
    return before === undefined ? all : all.with(index, evolveOrder(before, event))
  }, first.orders)
  expect(again).toEqual(now)
  // Only what is paid now has quanta, worked or left; what was given back on top came by adjustments.
  const paid = now.filter(({ status }) => status === 'paid')
  const adjusted = events.flatMap((event) =>
    event.type === 'quanta.adjusted' && event.reason !== 'by mistake' && event.quanta > 0 ? event.quanta : 0,
  )
  const taken = events.flatMap((event) => (event.type === 'quanta.taken' ? event.payers.length : 0))
  const used = taken.reduce((sum, one) => sum + one, 0)
  expect(used + balance).toBeLessThanOrEqual(6 * paid.length + adjusted.reduce((sum, one) => sum + one, 0))
  for (const order of paid) expect(receivedOf(order)).toBeGreaterThanOrEqual(total)
}
