import type { Plan, Price, Validity } from '#contract/regulations/plans.types.ts'

/** The price in a client's column, or in the one that is for everybody. Null: not sold in this currency. */
export function priceIn(prices: readonly Price[], clientStatus: number, currency: string): number | null {
  const inCurrency = prices.filter((price) => price.currency === currency)
  const column =
    inCurrency.find((price) => price.clientStatus === clientStatus) ??
    inCurrency.find((price) => price.clientStatus === null)
  return column?.minor ?? null
}

/** Each list of prices of a plan, with its place inside the plan. */
export function priceLists({ sold }: Plan): { place: string; prices: Price[] }[] {
  if (sold.by !== 'size') return [{ place: 'sold.quantumPrices', prices: sold.quantumPrices }]
  return sold.sizes.map(({ prices }, index) => ({ place: `sold.sizes.${index}.prices`, prices }))
}

/** In the order of the regulation: the first one is the desk's own. */
export function currenciesOf(plan: Plan): string[] {
  return [...new Set(priceLists(plan).flatMap(({ prices }) => prices.map(({ currency }) => currency)))]
}

/** The one that is asked for, where the plan is sold in it; else the desk's own. */
export function currencyFor(plan: Plan, wanted: string | null): string {
  const sold = currenciesOf(plan)
  return sold.find((one) => one === wanted) ?? sold[0] ?? ''
}

export type Offer = {
  currency: string
  /** Null where it is sold in packages of fixed sizes, or billed afterwards. */
  leastQuanta: number | null
  valid: Validity | null
  quantumPriceMinor: number | null
  sizes: { quanta: number; priceMinor: number }[]
  /** Billed afterwards, up to so many owed quanta. */
  limitQuanta: number | null
}

/** What a plan costs one client. */
export function offerTo(plan: Plan, clientStatus: number, wanted: string | null = null): Offer {
  const { sold } = plan
  const currency = currencyFor(plan, wanted)
  const nothing = { currency, leastQuanta: null, valid: null, quantumPriceMinor: null, sizes: [], limitQuanta: null }
  switch (sold.by) {
    case 'quantum': {
      const { leastQuanta, valid } = sold
      return { ...nothing, leastQuanta, valid, quantumPriceMinor: priceIn(sold.quantumPrices, clientStatus, currency) }
    }
    case 'size': {
      const sizes = sold.sizes.flatMap(({ quanta, prices }) => {
        const priceMinor = priceIn(prices, clientStatus, currency)
        return priceMinor === null ? [] : [{ quanta, priceMinor }]
      })
      return { ...nothing, valid: sold.valid, sizes }
    }
    case 'usage': {
      const { limitQuanta } = sold
      return { ...nothing, limitQuanta, quantumPriceMinor: priceIn(sold.quantumPrices, clientStatus, currency) }
    }
  }
}
