import { describe, expect, it } from 'vitest'
import type { Plan } from '#contract/regulations/plans.types.ts'
import { currenciesOf, offerTo, priceIn } from '#server/regulations/domain/prices.ts'
import { targetOf } from '#server/regulations/domain/targets.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'

const title = { ru: 'План', uk: 'План', en: 'Plan' }
const plan = (sold: Plan['sold']): Plan => ({ code: 'plan', title, channels: null, sold })
const hryvnias = (clientStatus: number | null, minor: number) => ({ clientStatus, currency: 'UAH', minor })
const roubles = (clientStatus: number | null, minor: number) => ({ clientStatus, currency: 'RUB', minor })

describe('Q12 the price of a client', () => {
  it('stands in its column', () => {
    expect(priceIn([roubles(1, 100), roubles(2, 200)], 2, 'RUB')).toBe(200)
  })

  it('stands in the column for everybody where there is only one', () => {
    expect(priceIn([roubles(null, 300)], 2, 'RUB')).toBe(300)
  })

  it('is none in a currency in which the plan is not sold', () => {
    expect(priceIn([roubles(1, 100)], 1, 'UAH')).toBeNull()
  })
})

describe('Q12 what a plan offers', () => {
  const valid = { unit: 'months', count: 3 } as const

  it('quanta at a price each, from the least on', () => {
    const sold = { by: 'quantum', leastQuanta: 12, valid, quantumPrices: [roubles(1, 100)] } as const

    expect(offerTo(plan({ ...sold, quantumPrices: [...sold.quantumPrices] }), 1)).toEqual({
      currency: 'RUB',
      leastQuanta: 12,
      valid,
      quantumPriceMinor: 100,
      sizes: [],
      limitQuanta: null,
    })
  })

  it('packages of fixed sizes with a price by size', () => {
    const sizes = [
      { quanta: 30, prices: [hryvnias(null, 900_00)] },
      { quanta: 60, prices: [hryvnias(null, 1600_00)] },
    ]

    expect(offerTo(plan({ by: 'size', valid, sizes }), 2)).toMatchObject({
      currency: 'UAH',
      leastQuanta: null,
      quantumPriceMinor: null,
      sizes: [
        { quanta: 30, priceMinor: 900_00 },
        { quanta: 60, priceMinor: 1600_00 },
      ],
    })
  })

  it('work billed afterwards, up to a limit', () => {
    const sold: Plan['sold'] = {
      by: 'usage',
      limitQuanta: 100,
      quantumPrices: [roubles(null, 500), hryvnias(null, 250)],
    }

    expect(offerTo(plan(sold), 1)).toMatchObject({ limitQuanta: 100, valid: null, quantumPriceMinor: 500 })
    expect(currenciesOf(plan(sold))).toEqual(['RUB', 'UAH'])
  })
})

describe('S3 the promise to a ticket', () => {
  const incident = { category: 'incident', priority: 'critical', plan: null, coupon: false } as const

  it('is the first target that fits', () => {
    const [, high] = saasSupport.targets
    const general = { ...saasSupport, targets: [...saasSupport.targets] }
    if (high !== undefined) general.targets.unshift({ ...high, priorities: null })

    expect(targetOf(saasSupport, 'firstReaction', incident)?.within).toMatchObject({ minutes: 30 })
    expect(targetOf(general, 'firstReaction', incident)?.within).toMatchObject({ minutes: 60 })
  })

  it('is none where no target fits', () => {
    expect(targetOf(saasSupport, 'nextReaction', incident)).toBeNull()
    expect(targetOf(saasSupport, 'resolution', { ...incident, priority: 'low' })).toBeNull()
    expect(targetOf(quantumMaintenance, 'firstReaction', incident)).toBeNull()
  })

  it('is made to coupons alone, or to all others', () => {
    expect(targetOf(vendorSla, 'firstReaction', { ...incident, coupon: true })?.within).toMatchObject({ minutes: 60 })
    expect(targetOf(vendorSla, 'firstReaction', incident)).toBeNull()
  })
})
