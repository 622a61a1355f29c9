import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BurnDownLevel } from '#contract/billing/burnDown.types.ts'
import type { LedgerEntry } from '#contract/billing/ledger.types.ts'
import { burnDownOf } from '#server/billing/accounts/burnDown.queries.ts'
import { daysBetween } from '#server/calendar/daysBetween.ts'
import type { AccountKey } from '#server/billing/domain/accountForUpdate.ts'
import { insertEntries } from '#server/billing/accounts/ledger.sql.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { customerPorts } from '#test/support/ticketDeps.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { openBillingStage, type BillingStage } from '../billingStage.ts'

/** Half past midnight in Moscow, while UTC still has the day before. */
const now = new Date('2026-03-31T21:30:00Z')
const minutesAgo = (count: number) => new Date(now.getTime() - count * 60_000)
const day = 1440
const from = minutesAgo(30 * day)

type Moved = { at: Date; kind: LedgerEntry['kind']; quanta: number }
type Stored = Moved & { number: number; balance: number }

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
let deskId: string
let accounts = 0

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  deskId = (await stage.openDesk(quantumMaintenance)).deskId
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

const bought = (at: Date, quanta: number): Moved => ({ at, kind: 'purchase', quanta })
const worked = (at: Date): Moved => ({ at, kind: 'work', quanta: -1 })
const ended = (at: Date, quanta: number): Moved => ({ at, kind: 'expire', quanta: -quanta })
/** Quanta one after another, a minute each. */
const workFrom = (minutes: number, count: number): Moved[] =>
  Array.from({ length: count }, (_, index) => worked(minutesAgo(minutes - index)))

/** A ledger in which this happened, of an account of its own. */
async function ledgerOf(moves: readonly Moved[]): Promise<{ account: AccountKey; stored: Stored[] }> {
  accounts += 1
  const account = { deskId, memberId: `firm${accounts}` }
  let balance = 0
  const stored = moves.map((move, index) => {
    balance += move.quanta
    return { ...move, number: index + 1, balance }
  })
  const nothing = { planCode: null, ends: null, orderId: null, price: null, ticketId: null, intervalId: null }
  const more = { ...nothing, endedPackageId: null, reason: null, by: null, previousHash: '', hash: '' }
  const packageId = randomUUID()
  await stage.work(now, (unit) =>
    insertEntries(
      unit,
      account,
      stored.map((entry) => ({ ...more, ...entry, packageId, at: entry.at.toISOString() })),
    ),
  )
  return { account, stored }
}

async function levelsOf(moves: readonly Moved[]): Promise<BurnDownLevel[]> {
  const { account } = await ledgerOf(moves)
  return burnDownOf({ tx: stage.db(), at: now }, customerPorts, { ...account, unstored: [] })
}

/** The same with every entry in hand. */
function obvious(stored: readonly Stored[]): BurnDownLevel[] {
  const before = stored.filter(({ at }) => at < from)
  const within = stored.filter(({ at }) => at >= from && at <= now)
  const chosen = new Set(within.length <= 100 ? within : [])
  if (within.length > 100) {
    const dateOf = ({ at }: Stored) => at.toLocaleDateString('en-CA', { timeZone: 'Europe/Moscow' })
    for (const ofDay of Map.groupBy(within, dateOf).values()) for (const one of [ofDay.at(0), ofDay.at(-1)]) add(one)
    const moves = within.filter(({ kind }) => kind !== 'work')
    moves.sort((one, other) => Math.abs(other.quanta) - Math.abs(one.quanta) || other.number - one.number)
    for (const { number } of moves.slice(0, 50)) for (const one of [number, number - 1]) add(byNumber(one))
  }
  const known = before.at(-1)
  const opening = known === undefined ? [] : [{ at: from.toISOString(), balance: known.balance, isStep: true }]
  const inOrder = [...chosen].toSorted((one, other) => one.number - other.number)
  const levels = inOrder.map(({ number, at, balance }) => {
    const isStep = number === 1 || number - 1 === before.length || chosen.has(stored[number - 2] ?? never)
    return { at: at.toISOString(), balance, isStep }
  })
  return [...opening, ...levels]

  function add(one: Stored | undefined): void {
    if (one !== undefined) chosen.add(one)
  }
  function byNumber(number: number): Stored | undefined {
    return within.find((one) => one.number === number)
  }
}

const never: Stored = { at: now, kind: 'work', quanta: 0, number: 0, balance: 0 }

describe('D2 how the balance went in the last 30 days', () => {
  it('of an account without entries is nothing', async () => {
    expect(await levelsOf([])).toEqual([])
  })

  it('of an account that is younger begins with what was bought first', async () => {
    const levels = await levelsOf([bought(minutesAgo(300), 12), worked(minutesAgo(200)), worked(now)])

    expect(levels).toEqual([
      { at: minutesAgo(300).toISOString(), balance: 12, isStep: true },
      { at: minutesAgo(200).toISOString(), balance: 11, isStep: true },
      { at: now.toISOString(), balance: 10, isStep: true },
    ])
  })

  it('begins with what there was then, also where nothing has moved since', async () => {
    expect(await levelsOf([bought(minutesAgo(60 * day), 12)])).toEqual([
      { at: from.toISOString(), balance: 12, isStep: true },
    ])
  })

  it('Q12 of a plan that is billed afterwards goes below nothing, and up when it is paid', async () => {
    const levels = await levelsOf([...workFrom(10 * day, 2), bought(minutesAgo(day), 2)])

    expect(levels.map(({ balance }) => balance)).toEqual([-1, -2, 0])
  })

  it('of many entries tells the days, with each purchase and each end as the step it was', async () => {
    const levels = await levelsOf([
      bought(minutesAgo(40 * day), 500),
      ...workFrom(20 * day, 150),
      bought(minutesAgo(20 * day - 150), 30),
      ...workFrom(20 * day - 151, 50),
      ended(minutesAgo(day), 330),
    ])

    expect(levels.map(({ balance, isStep }) => [balance, isStep])).toEqual([
      [500, true],
      [499, true],
      [350, false],
      [380, true],
      [330, false],
      [0, true],
    ])
  })

  it('what comes later than this instant is not told yet', async () => {
    expect(await levelsOf([bought(minutesAgo(2), 12), worked(minutesAgo(-1))])).toHaveLength(1)
  })

  it('is exactly what all entries say, few or many', async () => {
    const burst = fc.record({
      minutes: fc.integer({ min: 1, max: 2 * day }),
      kind: fc.constantFrom<Moved['kind']>('work', 'work', 'work', 'purchase', 'expire', 'adjust'),
      count: fc.integer({ min: 1, max: 40 }),
      every: fc.integer({ min: 0, max: 90 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(burst, { maxLength: 60, size: 'max' }), async (bursts) => {
        let ago = 45 * day
        const moves = bursts.flatMap(({ minutes, kind, count, every }) => {
          ago -= minutes
          return Array.from({ length: kind === 'work' ? count : 1 }, () => {
            ago -= every
            return { at: minutesAgo(ago), kind, quanta: kind === 'purchase' ? count : -1 }
          })
        })
        const { account, stored } = await ledgerOf(moves)

        const levels = await burnDownOf({ tx: stage.db(), at: now }, customerPorts, { ...account, unstored: [] })

        expect(levels).toEqual(obvious(stored))
      }),
      { numRuns: 25 },
    )
  }, 60_000)

  it('of any number of entries is told in few levels', async () => {
    const levels = await levelsOf([bought(minutesAgo(50 * day), 90_000), ...workFrom(8 * day, 7 * day)])

    expect(levels).toHaveLength(17)
    expect(levels.at(-1)?.balance).toBe(90_000 - 7 * day)
  })
})

it('days follow each other without gaps, also where clocks change', () => {
  const [start, end] = [new Date('2026-03-27T12:00:00Z'), new Date('2026-03-30T12:00:00Z')]

  expect(daysBetween('Europe/Kyiv', start, end).map((one) => [one.start.toISOString(), one.end.toISOString()])).toEqual(
    [
      ['2026-03-27T12:00:00.000Z', '2026-03-27T22:00:00.000Z'],
      ['2026-03-27T22:00:00.000Z', '2026-03-28T22:00:00.000Z'],
      ['2026-03-28T22:00:00.000Z', '2026-03-29T21:00:00.000Z'],
      ['2026-03-29T21:00:00.000Z', '2026-03-30T12:00:00.000Z'],
    ],
  )
  expect(daysBetween('Europe/Kyiv', end, end)).toEqual([])
})
