import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WorkTerms } from '#server/billing/domain/account.ts'
import type { Sold } from '#server/billing/domain/price.ts'
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
const period = { until: days(90), timeZone: 'Europe/Moscow' }

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

  it('buys the least package whenever none is left, and counts what expires', () => {
    // 13 quanta on the first day, one more on day 40.
    const begun = [...Array.from({ length: 13 }, (_, index) => minutes(index * 10)), days(40)]

    expect(costOf(begun, prepaid, buyer, period)).toEqual({
      cost: { minor: 3 * 7_200_00, currency: 'RUB' },
      packages: 3,
      quantaUsed: 14,
      quantaExpired: 22,
      quantaLeft: 0,
    })
    expect(costOf(begun, subscription, buyer, { ...period, until: days(60) })).toEqual({
      cost: { minor: 15_000_00, currency: 'RUB' },
      packages: 1,
      quantaUsed: 14,
      quantaExpired: 0,
      quantaLeft: 16,
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
      fc.property(begun, fc.constantFrom(prepaid, subscription), (offsets, sold) => {
        const instants = offsets.toSorted((one, other) => one - other).map((offset) => minutes(offset * 10))
        const cost = costOf(instants, sold, buyer, period)
        const least = sold.by === 'quantum' ? sold.leastQuanta : 0

        expect(cost.quantaUsed + cost.quantaExpired + cost.quantaLeft).toBe(cost.packages * least)
        expect(cost.quantaUsed).toBe(offsets.length)
      }),
    )
  })

  it('for a new client spreads the slider’s quanta evenly', () => {
    expect(evenly(3, monday, days(30))).toEqual([monday, days(10), days(20)])
    expect(evenly(0, monday, days(30))).toEqual([])
  })
})
