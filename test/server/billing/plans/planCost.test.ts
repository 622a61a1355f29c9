import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WorkTerms } from '#server/billing/domain/account.ts'
import type { Sold } from '#server/billing/domain/price.ts'
import { endOf } from '#server/billing/domain/validity.ts'
import { costOf, evenly, quantaOf, type WorkedInterval } from '#server/billing/plans/domain/planCost.ts'
import { tell } from '../history.ts'
import { days, minutes, monday, workTerms } from '../scene.ts'

const buyer = { clientStatus: 1, currency: 'RUB' }
const prices = (minor: number) => [{ clientStatus: null, currency: 'RUB', minor }]
const prepaid: Sold = {
  by: 'quantum',
  leastQuanta: 12,
  valid: { unit: 'days', count: 30 },
  quantumPrices: prices(600_00),
}
const subscription: Sold = {
  by: 'quantum',
  leastQuanta: 30,
  valid: { unit: 'days', count: 90 },
  quantumPrices: prices(500_00),
}
const afterwards: Sold = { by: 'usage', limitQuanta: 100, quantumPrices: prices(700_00) }
const atPrice = (minor: number): Sold => ({
  by: 'quantum',
  leastQuanta: 1,
  valid: { unit: 'days', count: 30 },
  quantumPrices: prices(minor),
})
const sizes: Sold = {
  by: 'size',
  valid: { unit: 'days', count: 10 },
  sizes: [
    { quanta: 10, prices: prices(7_000_00) },
    { quanta: 100, prices: prices(45_000_00) },
  ],
}
const period = { until: days(90), timeZone: 'Europe/Moscow' }

const valid = fc.constantFrom(
  { unit: 'days' as const, count: 7 },
  { unit: 'days' as const, count: 30 },
  {
    unit: 'months' as const,
    count: 1,
  },
)
const anySold: fc.Arbitrary<Sold> = fc.oneof(
  fc.record({
    by: fc.constant('quantum' as const),
    leastQuanta: fc.integer({ min: 1, max: 6 }),
    valid,
    quantumPrices: fc.integer({ min: 0, max: 9 }).map(prices),
  }),
  fc.record({
    by: fc.constant('size' as const),
    valid,
    sizes: fc.array(
      fc.record({ quanta: fc.integer({ min: 1, max: 8 }), prices: fc.integer({ min: 0, max: 40 }).map(prices) }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
)

/** Buys, whenever none is left, each size that there is (of any number: each up to all the rest), and takes what came cheapest. */
function leastByTrying(begun: readonly Date[], sold: Sold): number {
  const [at] = begun
  if (at === undefined || sold.by === 'usage') return 0
  const ends = endOf(sold.valid, at, period.timeZone)
  const offered =
    sold.by === 'size'
      ? sold.sizes.map(({ quanta, prices: [price] }) => ({ quanta, minor: price?.minor ?? 0 }))
      : Array.from({ length: begun.length + 1 }, (_, more) => {
          const quanta = sold.leastQuanta + more
          return { quanta, minor: quanta * (sold.quantumPrices[0]?.minor ?? 0) }
        })
  return Math.min(
    ...offered.map(({ quanta, minor }) => {
      const used = begun.slice(0, quanta).filter((begins) => begins.getTime() < ends.getTime()).length
      return minor + leastByTrying(begun.slice(used), sold)
    }),
  )
}

const quantaBegun = (intervals: readonly WorkedInterval[], terms: WorkTerms) =>
  [...quantaOf(intervals, terms)].map(({ at }) => at)

function worked(id: string, startedAt: Date, stoppedAt: Date): WorkedInterval {
  return { intervalId: id, ticketId: 't1', agentId: id, startedAt, stoppedAt }
}

describe('Q3 what real work would have cost', () => {
  it('begins the quanta that its intervals begin, whoever paid for them then', () => {
    const intervals = [worked('i2', minutes(60), minutes(60)), worked('i1', minutes(5), minutes(16))]

    expect(quantaBegun(intervals, workTerms)).toEqual([minutes(5), minutes(15)])
    expect(quantaBegun([], workTerms)).toEqual([])
  })

  it('begins other quanta under another rounding', () => {
    const intervals = [worked('i1', minutes(5), minutes(6)), worked('i2', minutes(60), minutes(61))]

    expect(quantaBegun(intervals, workTerms)).toHaveLength(2)
    expect(quantaBegun(intervals, { ...workTerms, rounding: 'ticket' })).toHaveLength(1)
    expect(quantaBegun(intervals, { ...workTerms, leastQuantaPerTicket: 3 })).toHaveLength(3)
  })

  it('begins the same quanta as timers of a client who never runs out', () => {
    const runs = fc.array(
      fc.record({
        ticket: fc.integer({ min: 1, max: 3 }),
        from: fc.integer({ min: 0, max: 3000 }),
        length: fc.integer({ min: 1, max: 200 }),
      }),
      { maxLength: 15 },
    )
    const rounding = fc.constantFrom('interval' as const, 'ticket' as const, 'day' as const)
    fc.assert(
      fc.property(runs, rounding, fc.constantFrom(0, 2), (wanted, rounds, leastQuantaPerTicket) => {
        const terms = { ...workTerms, rounding: rounds, leastQuantaPerTicket }
        const told = wanted.map(({ ticket, from, length }, index) => ({
          id: `i${String(index).padStart(2, '0')}`,
          ticketId: `t${ticket}`,
          start: minutes(from),
          stop: minutes(from + length),
        }))
        const history = { opened: monday, packages: [], intervals: told, terms, limitQuanta: 1_000_000 }
        const taken = tell(history, days(30)).events.flatMap((event) =>
          event.type === 'quanta.taken' ? event.payers.map(() => `${event.at.getTime()} ${event.intervalId}`) : [],
        )
        const intervals = told.map(({ id, ticketId, start, stop }) => ({ ...worked(id, start, stop), ticketId }))

        expect([...quantaOf(intervals, terms)].map(({ at, intervalId }) => `${at.getTime()} ${intervalId}`)).toEqual(
          taken,
        )
      }),
      { numRuns: 60 },
    )
  })

  it('buys when none is left what covers the work at the least cost, and counts what expires', () => {
    // 13 quanta on the first day, one more on day 40.
    const begun = [...Array.from({ length: 13 }, (_, index) => minutes(index * 10)), days(40)]

    expect(costOf(begun, prepaid, buyer, period)).toEqual({
      cost: { minor: (13 + 12) * 600_00, currency: 'RUB' },
      bought: [
        { quanta: 13, packages: 1 },
        { quanta: 12, packages: 1 },
      ],
      packages: 2,
      quantaUsed: 14,
      quantaExpired: 11,
      quantaLeft: 0,
    })
    expect(costOf(begun, subscription, buyer, { ...period, until: days(60) })).toEqual({
      cost: { minor: 15_000_00, currency: 'RUB' },
      bought: [{ quanta: 30, packages: 1 }],
      packages: 1,
      quantaUsed: 14,
      quantaExpired: 0,
      quantaLeft: 16,
    })
  })

  it('Q3 a large size that costs less is bought, and the ranking is not turned round', () => {
    // 50 hours a month: the small size alone costs 630,000, at 550 a quantum it would be 495,000.
    const begun = evenly(900, monday, days(90))
    const [bySize, dearer] = [costOf(begun, sizes, buyer, period), costOf(begun, atPrice(550_00), buyer, period)]

    expect(bySize.cost.minor).toBe(9 * 45_000_00)
    expect(bySize.bought).toEqual([{ quanta: 100, packages: 9 }])
    expect(bySize.cost.minor).toBeLessThan(dearer.cost.minor)
  })

  it('buys no larger size than pays off', () => {
    const begun = evenly(14, monday, days(10))

    expect(costOf(begun, sizes, buyer, period)).toMatchObject({
      cost: { minor: 2 * 7_000_00 },
      bought: [{ quanta: 10, packages: 2 }],
      quantaExpired: 6,
    })
  })

  it('counts only what was used where nothing is bought beforehand', () => {
    expect(costOf([monday, days(40)], afterwards, buyer, period)).toMatchObject({
      cost: { minor: 1_400_00 },
      quantaUsed: 2,
      quantaExpired: 0,
    })
  })

  it('costs nothing without work', () => {
    expect(costOf([], prepaid, buyer, period)).toMatchObject({ cost: { minor: 0, currency: 'RUB' }, packages: 0 })
  })

  it('uses, loses or keeps every quantum that it buys', () => {
    const begun = fc.array(fc.integer({ min: 0, max: 90 * 24 * 6 }), { maxLength: 200 })
    fc.assert(
      fc.property(begun, fc.constantFrom(prepaid, subscription, sizes), (offsets, sold) => {
        const instants = offsets.toSorted((one, other) => one - other).map((offset) => minutes(offset * 10))
        const cost = costOf(instants, sold, buyer, period)
        const all = cost.bought.reduce((sum, { quanta, packages }) => sum + quanta * packages, 0)

        expect(cost.quantaUsed + cost.quantaExpired + cost.quantaLeft).toBe(all)
        expect(cost.bought.reduce((sum, { packages }) => sum + packages, 0)).toBe(cost.packages)
        expect(cost.quantaUsed).toBe(offsets.length)
      }),
    )
  })

  it('Q3 costs what trying every purchase comes to: nothing covers the work for less', () => {
    const begun = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 12 })
    fc.assert(
      fc.property(begun, anySold, (offsets, sold) => {
        const instants = offsets.toSorted((one, other) => one - other).map((offset) => days(offset))

        expect(costOf(instants, sold, buyer, period).cost.minor).toBe(leastByTrying(instants, sold))
      }),
      { numRuns: 400 },
    )
  })

  it('Q3 is bounded: a hundred thousand quanta under any number, a hundred sizes, and months', () => {
    const begun = evenly(100_000, monday, days(90))
    const many: Sold = {
      by: 'size',
      valid: { unit: 'days', count: 30 },
      sizes: Array.from({ length: 100 }, (_, index) => ({ quanta: index + 1, prices: prices(1000 + index * 900) })),
    }
    const started = performance.now()
    const packages = [many, { ...subscription, valid: { unit: 'months' as const, count: 1 } }].map(
      (sold) => costOf(begun, sold, buyer, period).packages,
    )

    expect(packages).toEqual([1000, 3])
    expect(performance.now() - started).toBeLessThan(20_000)
  })

  it('for a new client spreads the slider’s quanta evenly', () => {
    expect(evenly(3, monday, days(30))).toEqual([monday, days(10), days(20)])
    expect(evenly(0, monday, days(30))).toEqual([])
  })
})
