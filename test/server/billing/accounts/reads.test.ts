import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billingStage.ts'
import { everyRead } from '../everyRead.ts'
import { afterwards, prepaid, sellingBy } from '../plans/waysToSell.ts'

/** Monday, 10:00 in Moscow. */
const monday = new Date('2026-03-02T07:00:00Z')
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000)
const month = { unit: 'days', count: 30 } as const
const waysToCount: Partial<Regulation['work']>[] = [
  { rounding: 'interval' },
  { rounding: 'ticket', leastQuantaPerTicket: 2 },
  { rounding: 'day' },
]

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
let desks: Pair['desk'][]
let agents = 100

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  desks = []
  for (const work of waysToCount) desks.push(await openDesk(work))
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

function openDesk(work: Partial<Regulation['work']> = {}): Promise<Pair['desk']> {
  return stage.openDesk(sellingBy([prepaid('prepaid'), afterwards('usage', 4)], work))
}

/** At a desk that has no other client, unless one is named. */
async function openPair(named?: Pair['desk']): Promise<{ pair: Pair; people: Person[] }> {
  const desk = named ?? (await openDesk())
  const pair = await stage.openClient(desk)
  const people: Person[] = []
  for (let i = 0; i < 2; i += 1) {
    agents += 1
    const ticketId = await stage.openTicket(minutes(-10), pair)
    people.push({ ticketId, actor: stage.agent(pair, agents), intervalId: randomUUID() })
  }
  return { pair, people }
}

type Person = { ticketId: string; actor: ReturnType<BillingStage['agent']>; intervalId: string }
type Act =
  | { type: 'pay'; quanta: number; days: number }
  | { type: 'start' | 'stop' | 'answer' | 'write'; agent: number }
  | { type: 'adjust'; quanta: number }
  | { type: 'choose' | 'settle' }

const agent = fc.nat({ max: 1 })
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    type: fc.constant('pay' as const),
    quanta: fc.integer({ min: 1, max: 12 }),
    days: fc.constantFrom(0.05, 0.5, 7.3, 30),
  }),
  { weight: 3, arbitrary: fc.record({ type: fc.constant('start' as const), agent }) },
  fc.record({ type: fc.constantFrom('stop' as const, 'answer' as const, 'write' as const), agent }),
  fc.record({ type: fc.constant('adjust' as const), quanta: fc.constantFrom(-3, 2) }),
  fc.record({ type: fc.constantFrom('choose' as const, 'settle' as const) }),
)
const history = fc.record({
  way: fc.nat({ max: waysToCount.length - 1 }),
  acts: fc.array(fc.record({ after: fc.integer({ min: 0, max: 4000 }), act }), { minLength: 2, maxLength: 10 }),
  /** From the last act to the look, in milliseconds: the last second, hours, or more than a week. */
  until: fc.oneof(
    fc.integer({ min: 0, max: 2000 }),
    fc.integer({ min: 0, max: 12 * 3_600_000 }),
    fc.integer({ min: 0, max: 9 * 86_400_000 }),
  ),
})
/** Two work until their hour and the package are over: whatever chance brings, there is something that is not stored. */
const workedToTheEnd = {
  way: 0,
  acts: [0, 1].map((who) => ({ after: 60, act: { type: 'start' as const, agent: who } })),
  until: 9 * 86_400_000,
}

describe('an account that is read', () => {
  it('is shown as it would be if everything until then were stored, on every page', async () => {
    let unstored = 0
    await fc.assert(
      fc.asyncProperty(history, async ({ way, acts, until }) => {
        const { pair, people } = await openPair(desks[way])
        await stage.pay(monday, pair, 5, month)
        let at = monday.getTime()
        for (const one of acts) {
          at += one.after * 1000
          await happen(pair, people, one.act, new Date(at))
        }
        const now = new Date(at + until)
        const actors = people.map(({ actor }) => actor)
        const entries = await countEntries(pair)

        const before = await everyRead(stage, pair, actors, now)
        expect(await countEntries(pair)).toBe(entries)
        await stage.settle(now)
        const after = await everyRead(stage, pair, actors, now)

        unstored += (await countEntries(pair)) - entries
        expect(before).toEqual(after)
      }),
      { numRuns: 25, examples: [[workedToTheEnd]] },
    )
    // Otherwise the two had nothing to differ by.
    expect(unstored).toBeGreaterThan(2)
  }, 240_000)

  it('has one figure on every page, stored or not', async () => {
    const { pair, people } = await openPair()
    await stage.pay(monday, pair, 5, month)
    await happen(pair, people, { type: 'start', agent: 0 }, minutes(1))
    await happen(pair, people, { type: 'start', agent: 1 }, minutes(2))

    const pages = await everyRead(
      stage,
      pair,
      people.map(({ actor }) => actor),
      minutes(15),
    )

    const { account, listed, running, ownTimers, ledger, burnDown } = pages
    const ofList = listed.find(({ memberId }) => memberId === pair.client.memberId)
    expect(account).toMatchObject({ left: 1, total: 5, entries: 5, takenIn30Days: 4 })
    expect(ofList).toMatchObject({ left: 1, total: 5, timers: 2, owed: account.owed })
    expect(running).toContainEqual(ofList)
    expect(ownTimers.map(({ timer }) => timer?.quanta)).toEqual([2, 2])
    expect(account.timers.map(({ quanta }) => quanta)).toEqual([2, 2])
    expect(ledger.map(({ number, balance }) => [number, balance])).toEqual([
      [5, 1],
      [4, 2],
      [3, 3],
      [2, 4],
      [1, 5],
    ])
    expect(burnDown.levels.at(-1)).toMatchObject({ balance: 1 })
  })

  it('shows an open question and a timer that stopped without an answer before its clock has come', async () => {
    const { pair, people } = await openPair()
    await stage.pay(monday, pair, 30, month)
    await happen(pair, people, { type: 'start', agent: 0 }, minutes(1))
    const actors = people.map(({ actor }) => actor)

    const asked = await everyRead(stage, pair, actors, minutes(62))
    const stopped = await everyRead(stage, pair, actors, minutes(90))

    expect(asked.ownTimers[0]).toMatchObject({ timer: { quanta: 7, question: { why: 'idle' } } })
    expect(stopped.ownTimers[0]).toEqual({ timer: null })
    expect(stopped.account.timers).toEqual([])
    expect(stopped.intervals).toMatchObject([
      { stoppedAt: minutes(66).toISOString(), stopCause: 'noAnswer', quanta: 7 },
    ])
  })
})

describe('reading an account', () => {
  it('waits for nobody: neither for who changes the account nor for who switches the portal’s support', async () => {
    const { pair, people } = await openPair()
    await stage.pay(monday, pair, 5, month)
    await happen(pair, people, { type: 'start', agent: 0 }, minutes(1))
    const { memberId } = pair.client

    await stage.work(minutes(30), async ({ tx }) => {
      await sql`select 1 from portals where member_id = ${memberId} for update`.execute(tx)
      await sql`select 1 from accounts where member_id = ${memberId} for update`.execute(tx)
      await sql`select 1 from packages where member_id = ${memberId} for update`.execute(tx)
      await sql`select 1 from timers where member_id = ${memberId} for update`.execute(tx)
      const { account } = await everyRead(stage, pair, [], minutes(30))
      expect(account).toMatchObject({ left: 2, entries: 4 })
    })
  })

  it('a thousand times writes nothing, though something has been due all the while', async () => {
    const { pair, people } = await openPair()
    await stage.pay(monday, pair, 5, month)
    await happen(pair, people, { type: 'start', agent: 0 }, minutes(1))
    const before = await everythingWritten(pair)

    let reads = 0
    while (reads < 1000) {
      await Promise.all([0, 1, 2].map((more) => everyRead(stage, pair, [], minutes(30 + reads + more))))
      reads += 3 * 12
    }

    expect(await everythingWritten(pair)).toEqual(before)
    await stage.settle(minutes(30))
    expect(await everythingWritten(pair)).not.toEqual(before)
  }, 120_000)
})

async function happen(pair: Pair, people: Person[], one: Act, at: Date): Promise<void> {
  try {
    await perform(pair, people, one, at)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

async function perform(pair: Pair, people: Person[], one: Act, at: Date): Promise<unknown> {
  const person = 'agent' in one ? people[one.agent] : people[0]
  if (person === undefined) throw new Error('there are two people')
  switch (one.type) {
    case 'pay':
      return stage.pay(at, pair, one.quanta, { unit: 'days', count: one.days })
    case 'start': {
      const intervalId = randomUUID()
      await stage.start(at, person.actor, person.ticketId, intervalId)
      person.intervalId = intervalId
      return
    }
    case 'stop':
      return stage.stop(at, person.actor, person.intervalId)
    case 'answer':
      return stage.answer(at, person.actor, person.intervalId)
    case 'write':
      return stage.answerIn(at, pair, person.ticketId)
    case 'adjust':
      return stage.adjust(at, pair, one.quanta)
    case 'choose': {
      const { deskId } = pair.desk
      const plan = { planCode: 'usage', limitQuanta: 4, quantumPrice: { minor: 700_00, currency: 'RUB' } }
      return stage.work(at, (unit) =>
        stage.billing.postpaid.choosePlan(unit, pair.client.admin, { deskId, plan, instead: null }),
      )
    }
    case 'settle':
      return stage.settle(at)
  }
}

async function countEntries({ client }: Pair): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ledger where member_id = ${client.memberId}`.execute(stage.db())
  return rows[0]?.count ?? 0
}

/** Which transaction wrote each row last, and how many rows of what only grows there are. */
async function everythingWritten({ client }: Pair): Promise<unknown> {
  const { memberId } = client
  const { rows } = await sql`
    select (select json_agg(xmin::text) from accounts where member_id = ${memberId}) as accounts,
           (select json_agg(xmin::text order by package_id) from packages where member_id = ${memberId}) as packages,
           (select json_agg(xmin::text order by interval_id) from timers where member_id = ${memberId}) as timers,
           (select json_agg(xmin::text) from portals where member_id = ${memberId}) as portals,
           (select count(*)::int from ledger where member_id = ${memberId}) as ledger,
           (select max(entry_id)::text from journal) as journal`.execute(stage.db())
  return rows[0]
}
