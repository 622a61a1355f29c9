import { describe } from 'vitest'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { testMisfits } from './violationRows.ts'

const nothing = {}
const rouble = (clientStatus: number | null, minor = 100) => ({ clientStatus, currency: 'RUB', minor })
const hryvnia = (clientStatus: number | null) => ({ clientStatus, currency: 'UAH', minor: 100 })
const threePrices = [rouble(1), rouble(2), rouble(3)]
const bySize = (first: number, second: number) => ({
  by: 'size',
  valid: { unit: 'months', count: 1 },
  sizes: [
    { quanta: first, prices: [rouble(null)] },
    { quanta: second, prices: [rouble(null)] },
  ],
})

const afterwards = { by: 'usage', limitQuanta: 60, quantumPrices: threePrices }
const allAfterwards = Object.fromEntries(
  quantumMaintenance.plans.map((_plan, index) => [`plans.${index}.sold`, afterwards]),
)

describe('Q12 plans and prices', () => {
  testMisfits([
    {
      why: 'forgets the price of one status',
      base: quantumMaintenance,
      wrong: { 'plans.0.sold.quantumPrices': [rouble(1), rouble(2)] },
      at: 'plans.0.sold.quantumPrices',
      problem: 'missing',
      right: { 'plans.0.sold.quantumPrices': threePrices },
    },
    {
      why: 'has a price for a status that is not there',
      base: quantumMaintenance,
      wrong: { 'plans.0.sold.quantumPrices': [...threePrices, rouble(4)] },
      at: 'plans.0.sold.quantumPrices.3.clientStatus',
      problem: 'unknown',
      right: { 'plans.0.sold.quantumPrices': threePrices },
    },
    {
      why: 'has one price twice',
      base: quantumMaintenance,
      wrong: { 'plans.0.sold.quantumPrices': [...threePrices, rouble(3, 200)] },
      at: 'plans.0.sold.quantumPrices.3',
      problem: 'twice',
      right: nothing,
    },
    {
      why: 'has a column for everybody beside the others',
      base: quantumMaintenance,
      wrong: { 'plans.0.sold.quantumPrices': [...threePrices, rouble(null)] },
      at: 'plans.0.sold.quantumPrices',
      problem: 'missing',
      right: { 'plans.0.sold.quantumPrices': [rouble(null)] },
    },
    {
      why: 'forgets a price in the other currency',
      base: quantumMaintenance,
      wrong: { 'plans.0.sold.quantumPrices': [...threePrices, hryvnia(1)] },
      at: 'plans.0.sold.quantumPrices',
      problem: 'missing',
      right: { 'plans.0.sold.quantumPrices': [...threePrices, hryvnia(null)] },
    },
    {
      why: 'sells one size in one currency less',
      base: quantumMaintenance,
      wrong: {
        'plans.0.sold': {
          ...bySize(30, 60),
          sizes: [
            { quanta: 30, prices: [rouble(null), hryvnia(null)] },
            { quanta: 60, prices: [rouble(null)] },
          ],
        },
      },
      at: 'plans.0.sold.sizes.1.prices',
      problem: 'missing',
      right: { 'plans.0.sold': bySize(30, 60) },
    },
    {
      why: 'has its sizes in no order',
      base: quantumMaintenance,
      wrong: { 'plans.0.sold': bySize(60, 30) },
      at: 'plans.0.sold.sizes.1.quanta',
      problem: 'order',
      right: { 'plans.0.sold': bySize(30, 60) },
    },
    {
      why: 'has one size twice',
      base: quantumMaintenance,
      wrong: { 'plans.0.sold': bySize(30, 30) },
      at: 'plans.0.sold.sizes.1.quanta',
      problem: 'order',
      right: nothing,
    },
    {
      why: 'never lets an order lapse',
      base: quantumMaintenance,
      wrong: { orders: null },
      at: 'orders',
      problem: 'missing',
      right: { 'orders.lapseDays': 1 },
    },
    {
      why: 'is billed afterwards, and never lets an order lapse that pays it',
      base: quantumMaintenance,
      wrong: { ...allAfterwards, orders: null },
      at: 'orders',
      problem: 'missing',
      right: allAfterwards,
    },
    {
      why: 'sells nothing below what an order may cost',
      base: quantumMaintenance,
      wrong: { 'plans.0.sold.leastQuanta': 100_000, 'plans.0.sold.quantumPrices': [rouble(null, 10_000_001)] },
      at: 'plans.0.sold',
      problem: 'contradiction',
      right: { 'plans.0.sold.leastQuanta': 100_000, 'plans.0.sold.quantumPrices': [rouble(null, 10_000_000)] },
    },
    {
      why: 'sells nothing below the quanta that an order may have',
      base: quantumMaintenance,
      wrong: { 'plans.0.sold.leastQuanta': 100_001 },
      at: 'plans.0.sold',
      problem: 'contradiction',
      right: { 'plans.0.sold.leastQuanta': 100_000 },
    },
    {
      why: 'lets orders lapse that nobody makes',
      base: support24,
      wrong: { orders: { lapseDays: 3 } },
      at: 'orders',
      problem: 'contradiction',
      right: { orders: null },
    },
    {
      why: 'falls back to a status that is not there',
      base: quantumMaintenance,
      wrong: { 'clientStatuses.0.afterLicenceEnds': 4 },
      at: 'clientStatuses.0.afterLicenceEnds',
      problem: 'unknown',
      right: { 'clientStatuses.0.afterLicenceEnds': 2 },
    },
    {
      why: 'falls back to the same status',
      base: quantumMaintenance,
      wrong: { 'clientStatuses.0.afterLicenceEnds': 1 },
      at: 'clientStatuses.0.afterLicenceEnds',
      problem: 'contradiction',
      right: { 'clientStatuses.0.afterLicenceEnds': null },
    },
  ])
})
