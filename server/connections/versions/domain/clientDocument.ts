import type { Price } from '#contract/regulations/plans.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { priceLists } from '#server/regulations/domain/prices.ts'

/**
 * What of a regulation one client reads: the plans that it may choose, at the prices of its own column. What others pay, and which
 * plans they have, is no business of its.
 */
export function documentFor(
  regulation: Regulation,
  { clientStatus, plans: allowed }: { clientStatus: number; plans: readonly string[] | null },
): Regulation {
  const own = (prices: Price[]) => columnOf(prices, clientStatus)
  const plans = regulation.plans.filter(
    (plan) => allowed?.includes(plan.code) !== false && priceLists(plan).some(({ prices }) => own(prices).length > 0),
  )
  return {
    ...regulation,
    clientStatuses: regulation.clientStatuses.filter(({ status }) => status === clientStatus),
    targets: targetsOf(regulation, new Set(plans.map(({ code }) => code))),
    plans: plans.map((plan) => ({ ...plan, sold: soldAt(plan.sold, own) })),
  }
}

/** What is promised to other plans alone is left out; which promise comes first for its own stays the same. */
function targetsOf({ targets }: Regulation, plans: ReadonlySet<string>): Regulation['targets'] {
  return targets.flatMap((target) => {
    if (target.plans === null) return [target]
    const own = target.plans.filter((code) => plans.has(code))
    return own.length === 0 ? [] : [{ ...target, plans: own }]
  })
}

type Sold = Regulation['plans'][number]['sold']

function soldAt(sold: Sold, own: (prices: Price[]) => Price[]): Sold {
  if (sold.by === 'size') return { ...sold, sizes: sold.sizes.map((size) => ({ ...size, prices: own(size.prices) })) }
  return { ...sold, quantumPrices: own(sold.quantumPrices) }
}

/** Its own column, or the one that is for everybody, in each currency. */
function columnOf(prices: Price[], clientStatus: number): Price[] {
  const own = prices.filter((price) => price.clientStatus === clientStatus)
  const currencies = new Set(own.map(({ currency }) => currency))
  return [...own, ...prices.filter((price) => price.clientStatus === null && !currencies.has(price.currency))]
}
