import type { Plan } from '#contract/regulations/plans.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { offerTo } from '#server/regulations/domain/prices.ts'

/** A plan without a price for this client is not offered to it. */
export function offeredTo(
  { plans }: Regulation,
  clientStatus: number,
  allowed: string[] | null,
  currency: string | null,
): Plan[] {
  return plans
    .filter(({ code }) => allowed === null || allowed.includes(code))
    .filter((plan) => {
      const { quantumPriceMinor, sizes } = offerTo(plan, clientStatus, currency)
      return quantumPriceMinor !== null || sizes.length > 0
    })
}
