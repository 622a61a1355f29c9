import type { PlanPrice } from '#contract/connections/types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { offerTo } from '#server/regulations/domain/prices.ts'
import { promisedReactions } from '#server/regulations/domain/reactions.ts'

/** The plans that one client may choose (null: all), each with what it costs this client and promises: before a code is activated, and after. */
export function planPrices(
  regulation: Regulation,
  { clientStatus, plans: allowed }: { clientStatus: number; plans: readonly string[] | null },
): PlanPrice[] {
  const own = allowed === null ? regulation.plans : regulation.plans.filter(({ code }) => allowed.includes(code))
  return own.map((plan) => ({
    code: plan.code,
    name: plan.title,
    reactions: promisedReactions(regulation, plan.code),
    ...offerTo(plan, clientStatus),
  }))
}
