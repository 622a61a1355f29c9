import type { Category, Priority } from '#contract/regulations/base.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { Target, TargetKind } from '#contract/regulations/promises.types.ts'

export type TicketTraits = { category: Category; priority: Priority; plan: string | null; coupon: boolean }

/** S3: what is promised to such a ticket. Of several targets that fit the first one counts; null promises nothing. */
export function targetOf(
  regulation: Pick<Regulation, 'targets'>,
  kind: TargetKind,
  traits: TicketTraits,
): Target | null {
  return regulation.targets.find((target) => target.kind === kind && fits(target, traits)) ?? null
}

/** Every kind of ticket that this regulation knows. */
export function allTraits({ categories, plans, coupons }: Regulation): TicketTraits[] {
  const ofPlan = [null, ...plans.map(({ code }) => code)]
  return categories.flatMap(({ code: category, priorities }) =>
    priorities.flatMap((priority) =>
      ofPlan.flatMap((plan) =>
        (coupons === null ? [false] : [false, true]).map((coupon) => ({ category, priority, plan, coupon })),
      ),
    ),
  )
}

/** The first reaction that a plan promises whatever the ticket is about; null where some of its tickets have none. */
export function slowestReactionMinutes(regulation: Regulation, plan: string): number | null {
  const promised = allTraits(regulation)
    .filter((traits) => traits.plan === plan && !traits.coupon)
    .map((traits) => targetOf(regulation, 'firstReaction', traits)?.within)
  const minutes = promised.map((within) => (within?.by === 'time' ? within.minutes : null))
  const known = minutes.filter((one) => one !== null)
  return known.length === minutes.length && known.length > 0 ? Math.max(...known) : null
}

function fits(target: Target, { category, priority, plan, coupon }: TicketTraits): boolean {
  return (
    target.coupon === coupon &&
    (target.categories?.includes(category) ?? true) &&
    (target.priorities?.includes(priority) ?? true) &&
    (target.plans === null || (plan !== null && target.plans.includes(plan)))
  )
}
