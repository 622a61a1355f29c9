import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Regulation } from '#server/regulations/domain/document.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { verifyLedger } from '#test/support/verifyLedger.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { billingVectors, intervalIdOf, outcomeOf, type BillingCase } from '#test/support/billingVectors.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { openBillingStage, type BillingStage, type Pair } from './billingStage.ts'

type Played = { pair: Pair; packageIds: Map<string, string>; refused: Set<string> }

const DAY = 86_400_000
let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
const desks = new Map<number, Pair['desk']>()

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  for (const minutes of new Set(billingVectors.map(({ quantumMinutes }) => quantumMinutes))) {
    desks.set(minutes, await stage.openDesk(regulationWith(minutes)))
  }
}, 120_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

/** Nobody is asked whether they still work: the vectors know nothing of that. */
function regulationWith(quantumMinutes: number): Regulation {
  const timer = { askAfterIdleMinutes: 1440, stopAfterMinutes: 120, askBeforeDayEndsMinutes: null }
  return { ...quantumMaintenance, work: { ...quantumMaintenance.work, quantumMinutes, timer } }
}

it.each(billingVectors.map((one) => [one.name, one] as const))(
  'Q6 with its clock running and a restart between any two events: %s',
  async (_name, one) => {
    const played = await play(one, async (until) => {
      await stage.settleUntil(until)
      await stage.restart()
    })

    expect(await outcome(one, played)).toEqual(one.expected)
    await expectWhole(played)
  },
  30_000,
)

it.each(billingVectors.map((one) => [one.name, one] as const))(
  'Q6 with no clock until the end, as if the server was down: %s',
  async (_name, one) => {
    const played = await play(one, async () => {})

    expect(await outcome(one, played)).toEqual(one.expected)
    await expectWhole(played)
  },
  30_000,
)

type Act = { at: Date; order: number; id: string; happen: () => Promise<void> }

async function play(one: BillingCase, meanwhile: (until: Date) => Promise<void>): Promise<Played> {
  const desk = desks.get(one.quantumMinutes)
  if (desk === undefined) throw new Error('there is such a desk')
  const pair = await stage.openClient(desk)
  const played: Played = { pair, packageIds: new Map(), refused: new Set() }
  const acts = await actsOf(one, played)
  for (const { at, happen } of acts) {
    await meanwhile(at)
    await happen()
  }
  const end = Math.max(0, ...acts.map(({ at }) => at.getTime()), ...one.packages.map(({ ends }) => Date.parse(ends)))
  await meanwhile(new Date(end + DAY))
  await stage.settle(new Date(end + DAY))
  return played
}

async function actsOf(one: BillingCase, played: Played): Promise<Act[]> {
  const first = Math.min(
    ...[...one.packages.map(({ starts }) => starts), ...one.intervals.map(({ start }) => start)].map(Date.parse),
  )
  const acts: Act[] = one.packages.map(({ id, quanta, starts, ends }) => ({
    at: new Date(starts),
    order: 1,
    id,
    async happen() {
      const validity = { unit: 'days', count: (Date.parse(ends) - Date.parse(starts) + 0.25) / DAY } as const
      played.packageIds.set(id, await stage.pay(new Date(starts), played.pair, quanta, validity))
    },
  }))
  for (const { id, start, stop } of one.intervals) {
    const agent = stage.agent(played.pair, nextAgent())
    const ticketId = await stage.openTicket(new Date(first - 1000), played.pair)
    const stopIt = () => stage.stop(new Date(stop), agent, intervalIdOf(played.pair.client.memberId, one, id))
    const isEmpty = start === stop
    acts.push({
      at: new Date(start),
      order: 3,
      id,
      async happen() {
        try {
          await stage.start(new Date(start), agent, ticketId, intervalIdOf(played.pair.client.memberId, one, id))
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          played.refused.add(id)
          return
        }
        if (isEmpty) await stopIt()
      },
    })
    if (!isEmpty) {
      acts.push({
        at: new Date(stop),
        order: 0,
        id,
        happen: () => (played.refused.has(id) ? Promise.resolve() : stopIt()),
      })
    }
  }
  return acts.toSorted(
    (left, right) =>
      left.at.getTime() - right.at.getTime() || left.order - right.order || (left.id < right.id ? -1 : 1),
  )
}

let agents = 0
function nextAgent(): number {
  agents += 1
  return agents + 1000
}

function outcome(one: BillingCase, { pair, packageIds, refused }: Played) {
  const { deskId } = pair.desk
  const { memberId } = pair.client
  return outcomeOf(stage.db(), one, { deskId, memberId, packageIds, refused })
}

/** What the client exports fits, and adds up to what the packages have left. */
async function expectWhole({ pair }: Played): Promise<void> {
  const verdict = verifyLedger(JSON.parse(await stage.exported(new Date('2027-01-01T00:00:00Z'), pair)))
  const left = await stage
    .db()
    .selectFrom('packages')
    .select((eb) => eb.fn.sum<number>('left_quanta').as('left'))
    .where('member_id', '=', pair.client.memberId)
    .executeTakeFirstOrThrow()
  expect(verdict).toMatchObject({ fits: true, balance: left.left ?? 0, owed: 0 })
}
