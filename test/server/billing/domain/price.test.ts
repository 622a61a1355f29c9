import { describe, expect, it } from 'vitest'
import { statusAt } from '#server/billing/accounts/domain/clientStatus.ts'
import { sum, times } from '#server/billing/domain/money.ts'
import { leastQuote, priceFor, quote, type Sold } from '#server/billing/domain/price.ts'
import { endOf } from '#server/billing/domain/validity.ts'
import { refusalOf } from '#test/support/refusals.ts'

const subscription: Sold = {
  by: 'quantum',
  leastQuanta: 30,
  valid: { unit: 'days', count: 90 },
  quantumPrices: [
    { clientStatus: 1, currency: 'RUB', minor: 500_00 },
    { clientStatus: 2, currency: 'RUB', minor: 550_00 },
    { clientStatus: null, currency: 'RUB', minor: 600_00 },
    { clientStatus: null, currency: 'UAH', minor: 270_00 },
  ],
}
const bySize: Sold = {
  by: 'size',
  valid: { unit: 'months', count: 1 },
  sizes: [
    { quanta: 50, prices: [{ clientStatus: null, currency: 'RUB', minor: 20_000_00 }] },
    { quanta: 10, prices: [{ clientStatus: null, currency: 'RUB', minor: 5_000_00 }] },
  ],
}
const afterwards: Sold = {
  by: 'usage',
  limitQuanta: 100,
  quantumPrices: [{ clientStatus: null, currency: 'RUB', minor: 700_00 }],
}
const buyer = { clientStatus: 1, currency: 'RUB' }

describe('Q2 money', () => {
  it('is whole minor units of one currency', () => {
    expect(times({ minor: 500_00, currency: 'RUB' }, 30)).toEqual({ minor: 15_000_00, currency: 'RUB' })
    expect(() => times({ minor: 0.1, currency: 'RUB' }, 3)).toThrow(RangeError)
    expect(() => times({ minor: Number.MAX_SAFE_INTEGER, currency: 'RUB' }, 2)).toThrow(RangeError)
    expect(() => sum({ minor: 1, currency: 'RUB' }, { minor: 1, currency: 'UAH' })).toThrow(RangeError)
  })
})

describe('Q3 what an order costs', () => {
  it('is the quantum’s price for the client’s status times the quanta', () => {
    expect(quote(subscription, 31, buyer)).toEqual({
      quanta: 31,
      total: { minor: 15_500_00, currency: 'RUB' },
      validity: { unit: 'days', count: 90 },
    })
  })

  it('takes the column for everybody where the status has none, in the client’s currency', () => {
    expect(quote(subscription, 30, { clientStatus: 3, currency: 'RUB' }).total.minor).toBe(18_000_00)
    expect(quote(subscription, 30, { clientStatus: 1, currency: 'UAH' }).total.minor).toBe(8_100_00)
    expect(refusalOf(() => priceFor(subscription.quantumPrices, { clientStatus: 1, currency: 'KZT' }))).toMatchObject({
      code: 'price_unknown',
      details: { currency: 'KZT' },
    })
  })

  it('is refused below the least package', () => {
    expect(refusalOf(() => quote(subscription, 29, buyer))).toMatchObject({
      code: 'too_few_quanta',
      details: { least: 30 },
    })
  })

  it('Q12 is the price of the size where sizes are fixed', () => {
    expect(quote(bySize, 50, buyer).total.minor).toBe(20_000_00)
    expect(refusalOf(() => quote(bySize, 49, buyer))).toMatchObject({
      code: 'size_not_sold',
      details: { sizes: '50, 10' },
    })
  })

  it('Q12 is nothing beforehand without packages', () => {
    expect(refusalOf(() => quote(afterwards, 10, buyer))?.code).toBe('plan_has_no_packages')
  })

  it('begins with the least that the plan sells', () => {
    expect([subscription, bySize, afterwards].map((sold) => leastQuote(sold, buyer)?.quanta)).toEqual([
      30,
      10,
      undefined,
    ])
  })
})

describe('Q1 a client status', () => {
  const until = new Date('2026-12-31T21:00:00Z')
  const grants = [
    { status: 2, from: new Date('2026-01-01T00:00:00Z'), until: new Date('2026-02-01T00:00:00Z'), afterwards: 3 },
    { status: 1, from: new Date('2026-01-20T00:00:00Z'), until, afterwards: 3 },
  ]

  it.each([
    ['2025-12-31T23:59:59Z', 3],
    ['2026-01-01T00:00:00Z', 2],
    ['2026-01-20T00:00:00Z', 1],
    ['2026-12-31T20:59:59Z', 1],
    ['2026-12-31T21:00:00Z', 3],
  ])('at %s is %i: it holds until the licence ends', (at, status) => {
    expect(statusAt(grants, new Date(at), 3)).toBe(status)
  })

  it('stays where no end is known or no other status follows', () => {
    const [first] = grants
    const far = new Date('2036-01-01T00:00:00Z')

    expect(statusAt([{ ...grants[1], status: 1, from: until, until: null, afterwards: 3 }], far, 3)).toBe(1)
    expect(first && statusAt([{ ...first, afterwards: null }], far, 3)).toBe(2)
  })
})

describe('Q4 Q12 the end of a package', () => {
  const end = (unit: 'days' | 'months', count: number, starts: string, zone = 'Europe/Kyiv') =>
    endOf({ unit, count }, new Date(starts), zone).toISOString()

  it('is exactly so many times 24 hours later, also over a change of clocks', () => {
    expect(end('days', 30, '2026-03-02T07:00:00Z')).toBe('2026-04-01T07:00:00.000Z')
  })

  it('in months is the same local date and time', () => {
    expect(end('months', 1, '2026-03-02T07:00:00Z')).toBe('2026-04-02T06:00:00.000Z')
    expect(end('months', 12, '2028-02-29T10:00:00Z')).toBe('2029-02-28T10:00:00.000Z')
  })

  it.each([
    ['2026-01-31T10:00:00Z', 1, '2026-02-28T10:00:00.000Z'],
    ['2028-01-31T10:00:00Z', 1, '2028-02-29T10:00:00.000Z'],
    ['2026-03-31T10:00:00Z', 1, '2026-04-30T10:00:00.000Z'],
    ['2026-11-30T10:00:00Z', 3, '2027-02-28T10:00:00.000Z'],
  ])('of a month that is too short is its last day: %s and %i', (starts, count, ends) => {
    expect(end('months', count, starts)).toBe(ends)
  })

  it('takes the date of the desk’s zone', () => {
    // 31 January in Kyiv is already 1 February in Vladivostok.
    expect(end('months', 1, '2026-01-31T20:00:00Z')).toBe('2026-02-28T20:00:00.000Z')
    expect(end('months', 1, '2026-01-31T20:00:00Z', 'Asia/Vladivostok')).toBe('2026-02-28T20:00:00.000Z')
    expect(end('months', 1, '2026-01-31T10:00:00Z', 'Asia/Vladivostok')).toBe('2026-02-28T10:00:00.000Z')
    expect(end('months', 1, '2026-03-31T20:00:00Z', 'Asia/Vladivostok')).toBe('2026-04-30T20:00:00.000Z')
  })

  it('at a time that clock changes skip is shifted forward', () => {
    expect(end('months', 1, '2026-03-01T01:30:00Z', 'Europe/Kyiv')).toBe('2026-04-01T00:30:00.000Z')
    expect(end('months', 1, '2026-02-28T01:30:00Z', 'Europe/Kyiv')).toBe('2026-03-28T01:30:00.000Z')
    expect(end('months', 1, '2026-02-28T22:30:00Z', 'Africa/Cairo')).toBe('2026-03-31T22:30:00.000Z')
  })
})
