import type { OfferView } from '#contract/billing/offers.types.ts'

/** How a plan is sold (Q12). */
export type SoldBy = 'quantum' | 'size' | 'usage'

export function soldBy({ quantumPriceMinor, sizes, limitQuanta }: OfferView): SoldBy {
  if (limitQuanta !== null) return 'usage'
  return sizes.length > 0 || quantumPriceMinor === null ? 'size' : 'quantum'
}

export const mostQuanta = 100_000

/** What so many quanta cost, in minor units; null where the plan does not sell so many. */
export function offerPrice(offer: OfferView, quanta: number | null): number | null {
  if (quanta === null) return null
  switch (soldBy(offer)) {
    case 'quantum':
      if (quanta < Math.max(1, offer.leastQuanta ?? 1) || quanta > mostQuanta) return null
      return quanta * (offer.quantumPriceMinor ?? 0)
    case 'size':
      return offer.sizes.find((size) => size.quanta === quanta)?.priceMinor ?? null
    case 'usage':
      return null
  }
}
