import { mostMinor, mostQuanta } from '#contract/billing/base.types.ts'
import type { Plan, Price } from '#contract/regulations/plans.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { type Violation, repeated, unless } from './violation.ts'
import { currenciesOf, priceLists } from './prices.ts'

export function statusViolations({ clientStatuses }: Regulation): Violation[] {
  const known = clientStatuses.map(({ status }) => status)
  return [
    ...repeated('clientStatuses', known, '.status'),
    ...clientStatuses.flatMap(({ status, afterLicenceEnds: next }, index) =>
      unless(
        next === null || (next !== status && known.includes(next)),
        `clientStatuses.${index}.afterLicenceEnds`,
        next === status ? 'contradiction' : 'unknown',
      ),
    ),
  ]
}

/** Q12: every client finds a price in its column, in each currency that the plan is sold for, and every package. */
export function planViolations({ plans, clientStatuses, orders }: Regulation): Violation[] {
  const statuses = clientStatuses.map(({ status }) => status)
  // What is owed is paid by an order, too.
  const isSold = plans.length > 0
  return [
    ...unless(!isSold || orders !== null, 'orders', 'missing'),
    ...unless(isSold || orders === null, 'orders', 'contradiction'),
    ...plans.flatMap((plan, index) => [
      ...sizeMisfits(plan, `plans.${index}.sold.sizes`),
      ...priceMisfits(plan, `plans.${index}`, statuses),
      ...unless(canBeOrdered(plan), `plans.${index}.sold`, 'contradiction'),
    ]),
  ]
}

/** From the smallest package to the largest: so they are shown. */
function sizeMisfits({ sold }: Plan, place: string): Violation[] {
  if (sold.by !== 'size') return []
  const sizes = sold.sizes.map(({ quanta }) => quanta)
  return sizes.flatMap((quanta, index) =>
    unless(index === 0 || quanta > (sizes[index - 1] ?? 0), `${place}.${index}.quanta`, 'order'),
  )
}

function priceMisfits(plan: Plan, place: string, statuses: readonly number[]): Violation[] {
  const currencies = currenciesOf(plan)
  return priceLists(plan).flatMap(({ place: within, prices }) => [
    ...repeated(
      `${place}.${within}`,
      prices.map(({ clientStatus, currency }) => `${clientStatus} ${currency}`),
    ),
    ...prices.flatMap(({ clientStatus }, index) =>
      unless(
        clientStatus === null || statuses.includes(clientStatus),
        `${place}.${within}.${index}.clientStatus`,
        'unknown',
      ),
    ),
    ...unless(
      currencies.every((currency) => hasItsColumns(prices, currency, statuses)),
      `${place}.${within}`,
      'missing',
    ),
  ])
}

/** Either one column for everybody, or one for each client status; never both. */
function hasItsColumns(prices: readonly Price[], currency: string, statuses: readonly number[]): boolean {
  const columns = prices.filter((price) => price.currency === currency).map((price) => price.clientStatus)
  if (columns.includes(null)) return columns.length === 1
  return statuses.length > 0 && statuses.every((status) => columns.includes(status))
}

/** The least that an order of this plan is must be a number of quanta and a sum that an order may have. */
function canBeOrdered(plan: Plan): boolean {
  const { sold } = plan
  if (sold.by === 'usage') return true
  const sizes = sold.by === 'size' ? sold.sizes.map(({ quanta }) => quanta) : [sold.leastQuanta]
  const dearest =
    sold.by === 'size' ? 0 : Math.max(0, ...sold.quantumPrices.map(({ minor }) => minor * sold.leastQuanta))
  return Math.max(...sizes) <= mostQuanta && dearest <= mostMinor
}
