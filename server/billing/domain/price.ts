import { mostMinor } from '#contract/billing/base.types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { type Money, times } from './money.ts'
import type { Validity } from './validity.ts'

/** One column of a price list: a client status, or (null) everybody. */
export type Price = { clientStatus: number | null; currency: string; minor: number }

/** What a plan sells (Q1, Q12). */
export type Sold =
  /** Any number of quanta from the least on. */
  | { by: 'quantum'; leastQuanta: number; valid: Validity; quantumPrices: readonly Price[] }
  /** Packages of fixed sizes, each with its price. */
  | { by: 'size'; valid: Validity; sizes: readonly { quanta: number; prices: readonly Price[] }[] }
  /** Nothing beforehand: quanta are owed, up to the limit. */
  | { by: 'usage'; limitQuanta: number; quantumPrices: readonly Price[] }

/** Who buys: which column, in which currency. */
export type Buyer = { clientStatus: number; currency: string }

/** A price as it stands at this moment; an order keeps it whatever happens to the price list (Q4). */
export type Quote = { quanta: number; total: Money; validity: Validity }

/** An order's: one that pays what is owed begins no package, and nothing of it ends. */
export type OrderQuote = Omit<Quote, 'validity'> & { validity: Validity | null }

export function quantumPrice(sold: Extract<Sold, { by: 'quantum' | 'usage' }>, buyer: Buyer): Money {
  return priceFor(sold.quantumPrices, buyer)
}

/** What so many quanta cost, or why this plan does not sell them. */
export function quote(sold: Sold, quanta: number, buyer: Buyer): Quote {
  if (!(Number.isSafeInteger(quanta) && quanta > 0)) throw new RangeError(`Nobody buys ${quanta} quanta`)
  switch (sold.by) {
    case 'quantum': {
      if (quanta < sold.leastQuanta) throw new Refusal('too_few_quanta', { least: sold.leastQuanta })
      return { quanta, total: totalOf(quantumPrice(sold, buyer), quanta), validity: sold.valid }
    }
    case 'size': {
      const size = sold.sizes.find((one) => one.quanta === quanta)
      if (size === undefined)
        throw new Refusal('size_not_sold', { sizes: sold.sizes.map((one) => one.quanta).join(', ') })
      return { quanta, total: priceFor(size.prices, buyer), validity: sold.valid }
    }
    case 'usage':
      throw new Refusal('plan_has_no_packages')
  }
}

/** What quanta cost that were worked already and are billed now. */
export function quoteOwed(sold: Extract<Sold, { by: 'usage' }>, quanta: number, buyer: Buyer): OrderQuote {
  if (!(Number.isSafeInteger(quanta) && quanta > 0)) throw new RangeError(`Nobody owes ${quanta} quanta`)
  return { quanta, total: totalOf(quantumPrice(sold, buyer), quanta), validity: null }
}

/** No order costs more than can be paid for one. */
function totalOf(price: Money, quanta: number): Money {
  if (price.minor > Math.floor(mostMinor / quanta)) throw new Refusal('amount_too_large', { most: mostMinor })
  return times(price, quanta)
}

/** The status's own column before the one for everybody. */
export function priceFor(prices: readonly Price[], { clientStatus, currency }: Buyer): Money {
  const inCurrency = prices.filter((price) => price.currency === currency)
  const price =
    inCurrency.find((one) => one.clientStatus === clientStatus) ?? inCurrency.find((one) => one.clientStatus === null)
  if (price === undefined) throw new Refusal('price_unknown', { currency })
  return { minor: price.minor, currency }
}
