import { describe, expect, it } from 'vitest'
import { sum, times } from '#server/billing/domain/money.ts'
import { priceFor, quote, type Sold } from '#server/billing/domain/price.ts'
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

  it('Q2 is never above what one order may cost', () => {
    const dear: Sold = {
      ...subscription,
      quantumPrices: [{ clientStatus: null, currency: 'RUB', minor: 10_000_000_00 }],
    }

    expect(quote(dear, 1000, buyer).total.minor).toBe(1_000_000_000_000)
    expect(refusalOf(() => quote(dear, 1001, buyer))?.code).toBe('amount_too_large')
  })
})
