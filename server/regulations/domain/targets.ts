import type { Level } from '#contract/connections/types.ts'
import type { Category, Priority } from '#contract/regulations/base.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { TargetKind } from '#contract/regulations/promises.types.ts'

export type TicketTraits = { category: Category; priority: Priority; plan: string | null; coupon: boolean }

/** The same of a ticket of which not everything is known yet. */
type KnownTraits = { category: string | null; priority: string | null; plan: string | null; coupon: boolean }

/** One row of a regulation's targets; null means any. */
export type TargetRow = {
  kind: TargetKind
  categories: readonly string[] | null
  priorities: readonly string[] | null
  plans: readonly string[] | null
  coupon: boolean
  within: Regulation['targets'][number]['within']
}

/**
 * S3: what is promised to such a ticket. Of several targets that fit the first one counts; null promises nothing. Clocks, plans,
 * previews and the regulation's own page all ask here.
 */
export function targetOf<Row extends TargetRow>(
  { targets }: { targets: readonly Row[] },
  kind: TargetKind,
  traits: KnownTraits,
): Row | null {
  return targets.find((target) => target.kind === kind && fits(target, traits)) ?? null
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

/** What a client of this tariff is told where no time is promised; null says nothing. */
export function withoutTargetFor(
  { withoutTarget }: Pick<Regulation, 'withoutTarget'>,
  level: Level,
): Regulation['title'] | null {
  if (withoutTarget === null) return null
  return withoutTarget.by === 'everybody' ? withoutTarget.text : withoutTarget.texts[level]
}

function fits(target: TargetRow, { category, priority, plan, coupon }: KnownTraits): boolean {
  return (
    target.coupon === coupon &&
    isAmong(target.categories, category) &&
    isAmong(target.priorities, priority) &&
    isAmong(target.plans, plan)
  )
}

function isAmong(wanted: readonly string[] | null, value: string | null): boolean {
  return wanted === null || (value !== null && wanted.includes(value))
}
