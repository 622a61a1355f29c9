import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyLedger } from '#test/support/verifyLedger.ts'
import { readAccount } from '#server/billing/accounts/accountRows.sql.ts'
import { signatureOf } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billingStage.ts'

const month = { unit: 'days', count: 30 } as const
const monday = new Date('2026-03-02T07:00:00Z')
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000)
const longAfter = new Date('2027-01-01T00:00:00Z')

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
let desk: Pair['desk']
let agents = 100

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  const { work } = quantumMaintenance
  const timer = { askAfterIdleMinutes: 1440, stopAfterMinutes: 120, askBeforeDayEndsMinutes: null }
  desk = await stage.openDesk({ ...quantumMaintenance, work: { ...work, timer } })
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

async function openTickets(pair: Pair, count: number): Promise<string[]> {
  const ticketIds: string[] = []
  for (let i = 0; i < count; i++) ticketIds.push(await stage.openTicket(minutes(-10), pair))
  return ticketIds
}

function nextAgent(pair: Pair) {
  agents += 1
  return stage.agent(pair, agents)
}

async function timersOf({ client }: Pair) {
  return stage.db().selectFrom('timers').selectAll().where('member_id', '=', client.memberId).execute()
}

describe('Q9 a hundred timers on the last twenty quanta', () => {
  it('that start in one second get exactly twenty between them, and the balance is 0', async () => {
    const pair = await stage.openClient(desk)
    const ticketIds = await openTickets(pair, 100)
    await stage.pay(monday, pair, 20, month)

    await Promise.allSettled(
      ticketIds.map((ticketId) => stage.start(minutes(1), nextAgent(pair), ticketId, randomUUID())),
    )
    await stage.settle(minutes(100))

    const timers = await timersOf(pair)
    expect(await stage.charges(pair)).toHaveLength(20)
    expect(timers.filter(({ quanta }) => quanta === 1)).toHaveLength(20)
    // The others were refused, or made way in the second in which they started.
    expect(timers.filter(({ quanta }) => quanta !== 1).map((one) => [one.quanta, one.stopped_at])).toEqual(
      timers.filter(({ quanta }) => quanta !== 1).map(() => [0, minutes(1)]),
    )
    expect(timers.filter(({ quanta }) => quanta === 1).map((one) => one.stopped_at)).toEqual(
      Array.from({ length: 20 }, () => minutes(11)),
    )
    expect(verifyLedger(JSON.parse(await stage.exported(longAfter, pair)))).toMatchObject({ fits: true, balance: 0 })
  }, 60_000)

  it('control: without the lock of the account they do not', async () => {
    const pair = await stage.openClient(desk)
    const ticketIds = await openTickets(pair, 40)
    await stage.pay(monday, pair, 20, month)
    const key = { deskId: pair.desk.deskId, memberId: pair.client.memberId }

    const outcomes = await Promise.allSettled(
      ticketIds.map((ticketId, index) => {
        const at = minutes(1 + index)
        const agent = nextAgent(pair)
        return stage.work(at, async (unit) => {
          const held = await readAccount(unit.tx, key, { ticketIds: [ticketId] })
          const starting = { intervalId: randomUUID(), ticketId, agent }
          await stage.billing.timers.start(unit, held, starting, signatureOf(agent, 'desk'))
        })
      }),
    )

    // What two wrote at once is found by the ledger's own key: nothing is taken twice, but people are turned away.
    const broken = outcomes.filter((one) => one.status === 'rejected' && !(one.reason instanceof Refusal))
    expect(broken.length).toBeGreaterThan(0)
    // What it has broken is nobody's business any more: the clock of the accounts would find it again and again.
    await sql`update accounts set wake_at = null where member_id = ${key.memberId}`.execute(stage.db())
  }, 60_000)
})

type Act =
  | { type: 'pay'; quanta: number; days: number }
  | { type: 'start' | 'stop'; agent: number }
  | { type: 'adjust'; quanta: number }
  | { type: 'restart' | 'settle' }

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    type: fc.constant('pay' as const),
    quanta: fc.integer({ min: 1, max: 8 }),
    days: fc.constantFrom(0.01, 0.05, 30),
  }),
  fc.record({ type: fc.constant('start' as const), agent: fc.nat({ max: 2 }) }),
  fc.record({ type: fc.constant('stop' as const), agent: fc.nat({ max: 2 }) }),
  fc.record({ type: fc.constant('adjust' as const), quanta: fc.constantFrom(-3, -1, 2) }),
  fc.record({ type: fc.constant('restart' as const) }),
  fc.record({ type: fc.constant('settle' as const) }),
)
/** Several acts at one moment run at the same time. */
const moments = fc.array(
  fc.record({ after: fc.integer({ min: 0, max: 1800 }), acts: fc.array(act, { minLength: 1, maxLength: 4 }) }),
  { minLength: 3, maxLength: 9 },
)

it('Q9 taken, expired and left are together what was bought, at every prefix, whatever happens at the same time', async () => {
  await fc.assert(
    fc.asyncProperty(moments, async (list) => {
      const pair = await stage.openClient(desk)
      const people = (await openTickets(pair, 3)).map((ticketId) => ({
        ticketId,
        actor: nextAgent(pair),
        intervalId: randomUUID(),
      }))
      let at = monday.getTime()
      for (const { after, acts } of list) {
        at += after * 1000
        const now = new Date(at)
        if (acts.some(({ type }) => type === 'restart')) await stage.restart()
        const outcomes = await Promise.allSettled(acts.map((one) => happen(pair, people, one, now)))
        expect(outcomes.filter((one) => one.status === 'rejected' && !(one.reason instanceof Refusal))).toEqual([])
        await expectWhole(pair)
      }
      await stage.settle(new Date(at + 90 * 86_400_000))
      await expectWhole(pair)
      expect(verifyLedger(JSON.parse(await stage.exported(longAfter, pair)))).toMatchObject({ fits: true, balance: 0 })
    }),
    { numRuns: 12 },
  )
}, 120_000)

type Person = { ticketId: string; actor: ReturnType<BillingStage['agent']>; intervalId: string }

async function happen(pair: Pair, people: Person[], one: Act, at: Date): Promise<void> {
  switch (one.type) {
    case 'pay':
      await stage.pay(at, pair, one.quanta, { unit: 'days', count: one.days })
      return
    case 'start': {
      const person = people[one.agent]
      if (person === undefined) return
      const intervalId = randomUUID()
      await stage.start(at, person.actor, person.ticketId, intervalId)
      person.intervalId = intervalId
      return
    }
    case 'stop': {
      const person = people[one.agent]
      if (person !== undefined) await stage.stop(at, person.actor, person.intervalId)
      return
    }
    case 'adjust':
      return stage.adjust(at, pair, one.quanta)
    case 'settle':
      return stage.settle(at)
    case 'restart':
  }
}

/** The rows of the account say what its ledger adds up to, after each of its entries. */
async function expectWhole({ client }: Pair): Promise<void> {
  const db = stage.db()
  const entries = await db
    .selectFrom('ledger')
    .selectAll()
    .where('member_id', '=', client.memberId)
    .orderBy('number')
    .execute()
  const left = new Map<string, number>()
  let balance = 0
  for (const [index, entry] of entries.entries()) {
    const packageId = entry.package_id ?? ''
    balance += entry.quanta
    left.set(packageId, (left.get(packageId) ?? 0) + entry.quanta)
    expect(entry).toMatchObject({ number: index + 1, balance })
    expect(Math.min(balance, left.get(packageId) ?? 0)).toBeGreaterThanOrEqual(0)
  }
  const packages = await db.selectFrom('packages').selectAll().where('member_id', '=', client.memberId).execute()
  expect(new Map(packages.map((one) => [one.package_id, one.left_quanta]))).toEqual(left)
  const accounts = await db.selectFrom('accounts').selectAll().where('member_id', '=', client.memberId).execute()
  expect(accounts.map((one) => [one.balance, one.entries])).toEqual(accounts.map(() => [balance, entries.length]))
}
