import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Regulation } from '#server/regulations/domain/document.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { verifyLedger } from '#server/billing/domain/verifyLedger.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { openBillingStage, type BillingStage, type Pair } from './billingStage.ts'

const file = v.parse(
  v.array(
    v.object({
      name: v.string(),
      quantumMinutes: v.number(),
      packages: v.array(v.object({ id: v.string(), quanta: v.number(), starts: v.string(), ends: v.string() })),
      intervals: v.array(v.object({ id: v.string(), start: v.string(), stop: v.string() })),
      expected: v.unknown(),
    }),
  ),
  JSON.parse(readFileSync('test/vectors/billing-cases.json', 'utf8')),
)
type Case = (typeof file)[number]
type Played = { pair: Pair; packageIds: Map<string, string>; refused: Set<string> }

const DAY = 86_400_000
let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
const desks = new Map<number, Pair['desk']>()

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  for (const minutes of new Set(file.map(({ quantumMinutes }) => quantumMinutes))) {
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

it.each(file.map((one) => [one.name, one] as const))(
  'Q6 with its clock running and a restart between any two events: %s',
  async (_name, one) => {
    const played = await play(one, (until) => stage.settleUntil(until))

    expect(await outcomeOf(one, played)).toEqual(one.expected)
    await expectWhole(played)
  },
  30_000,
)

it.each(file.map((one) => [one.name, one] as const))(
  'Q6 with no clock until the end, as if the server was down: %s',
  async (_name, one) => {
    const played = await play(one, async () => {})

    expect(await outcomeOf(one, played)).toEqual(one.expected)
    await expectWhole(played)
  },
  30_000,
)

type Act = { at: Date; order: number; id: string; happen: () => Promise<void> }

async function play(one: Case, meanwhile: (until: Date) => Promise<void>): Promise<Played> {
  const desk = desks.get(one.quantumMinutes)
  if (desk === undefined) throw new Error('there is such a desk')
  const pair = await stage.openClient(desk)
  const played: Played = { pair, packageIds: new Map(), refused: new Set() }
  const acts = await actsOf(one, played)
  for (const { at, happen } of acts) {
    await meanwhile(at)
    await stage.restart()
    await happen()
  }
  const end = Math.max(0, ...acts.map(({ at }) => at.getTime()), ...one.packages.map(({ ends }) => Date.parse(ends)))
  await meanwhile(new Date(end + DAY))
  await stage.settle(new Date(end + DAY))
  return played
}

async function actsOf(one: Case, played: Played): Promise<Act[]> {
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
    const stopIt = () => stage.stop(new Date(stop), agent, uuidOf(played, one, id))
    const isEmpty = start === stop
    acts.push({
      at: new Date(start),
      order: 3,
      id,
      async happen() {
        try {
          await stage.start(new Date(start), agent, ticketId, uuidOf(played, one, id))
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

/** Ties go by ids as they are written: of this client's own, in the order of the case's. */
function uuidOf({ pair }: Played, { intervals }: Case, id: string): string {
  const place = intervals
    .map((one) => one.id)
    .toSorted()
    .indexOf(id)
  return `${pair.client.memberId.slice(0, 8)}-${pair.client.memberId.slice(8, 12)}-4000-8000-${String(place).padStart(12, '0')}`
}

async function outcomeOf(one: Case, played: Played): Promise<unknown> {
  const { pair, packageIds, refused } = played
  const nameOf = new Map([...packageIds].map(([name, packageId]) => [packageId, name]))
  const idOf = new Map(one.intervals.map(({ id }) => [uuidOf(played, one, id), id]))
  const charges = (await stage.charges(pair)).map(({ at, intervalId, packageId }) => ({
    at: short(at),
    interval: idOf.get(intervalId),
    package: packageId === null ? null : nameOf.get(packageId),
  }))
  const account = [pair.desk.deskId, pair.client.memberId] as const
  const timers = await stage
    .db()
    .selectFrom('timers')
    .selectAll()
    .where('desk_id', '=', account[0])
    .where('member_id', '=', account[1])
    .execute()
  const packages = await stage
    .db()
    .selectFrom('packages')
    .selectAll()
    .where('desk_id', '=', account[0])
    .where('member_id', '=', account[1])
    .execute()
  const expired = await stage
    .db()
    .selectFrom('ledger')
    .selectAll()
    .where('desk_id', '=', account[0])
    .where('member_id', '=', account[1])
    .where('kind', '=', 'expire')
    .execute()
  return {
    charges,
    intervals: one.intervals.map(({ id }) => {
      const timer = timers.find(({ interval_id: uuid }) => idOf.get(uuid) === id)
      const stoppedAt = timer?.stopped_at ?? null
      const isExhausted = timer?.stop_cause === 'exhausted'
      const isRefused = refused.has(id) || (isExhausted && timer.quanta === 0)
      return {
        interval: id,
        refused: isRefused,
        effectiveStop: isRefused || stoppedAt === null ? null : short(stoppedAt),
        stoppedByExhaustion: isExhausted && !isRefused,
        quanta: timer?.quanta ?? 0,
      }
    }),
    expire: one.packages.map(({ id }) => {
      const row = packages.find(({ package_id: packageId }) => nameOf.get(packageId) === id)
      const entry = expired.find(({ package_id: packageId }) => packageId !== null && nameOf.get(packageId) === id)
      return {
        package: id,
        at: row?.has_ended === true ? short(entry?.at ?? row.ends_at) : null,
        quantaExpired: entry === undefined ? 0 : -entry.quanta,
      }
    }),
  }
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

function short(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z')
}
