import { mostMinor } from '#contract/billing/base.types.ts'
import type { Plan } from '#contract/regulations/plans.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { offerTo } from '#server/regulations/domain/prices.ts'

/** A plan without a price for this client is not offered to it, nor one of which the least package costs more than an order may. */
export function offeredTo(
  { plans }: Regulation,
  clientStatus: number,
  allowed: string[] | null,
  currency: string | null,
): Plan[] {
  return plans
    .filter(({ code }) => allowed === null || allowed.includes(code))
    .filter((plan) => {
      const { quantumPriceMinor, leastQuanta, sizes } = offerTo(plan, clientStatus, currency)
      const isAffordable = (quantumPriceMinor ?? 0) <= mostMinor / (leastQuanta ?? 1)
      return isAffordable && (quantumPriceMinor !== null || sizes.length > 0)
    })
}
