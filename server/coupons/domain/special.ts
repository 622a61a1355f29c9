import type { SpecialInput } from '#contract/coupons/types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { Refusal } from '#server/platform/refusal.ts'

type Terms = NonNullable<Regulation['coupons']>

/**
 * T10: whether the regulation includes such a request, and no more of it than its limits: of each thing that a review looks at
 * at least one and at most so many, none of them twice. What has no limits names nothing.
 */
export function refuseUnlessIncluded({ included }: Terms, { kind, objects }: SpecialInput): void {
  const found = included.find(({ code }) => code === kind)
  if (kind !== null && found === undefined) throw new Refusal('special_kind_unknown', { kind })
  const limits = found?.limits ?? []
  const fits = limits.length === objects.length && limits.every(({ atMost }, place) => isWithin(objects[place], atMost))
  if (!fits) throw new Refusal('special_limits', { kind })
}

function isWithin(names: readonly string[] = [], atMost: number): boolean {
  return names.length >= 1 && names.length <= atMost && new Set(names).size === names.length
}
