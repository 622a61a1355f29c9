import type { Regulation } from '#contract/regulations/document.types.ts'
import type { Target } from '#contract/regulations/promises.types.ts'
import { codesOf, type Violation, repeated, unknown, unless } from './violation.ts'
import { allTraits, targetOf } from './targets.ts'

export function targetViolations(regulation: Regulation): Violation[] {
  const { targets, categories, priorities, plans } = regulation
  const named = targets.flatMap((target, index) => [
    ...unknown(`targets.${index}.categories`, target.categories ?? [], codesOf(categories)),
    ...unknown(`targets.${index}.priorities`, target.priorities ?? [], codesOf(priorities)),
    ...unknown(`targets.${index}.plans`, target.plans ?? [], codesOf(plans)),
    ...unless(!target.coupon || regulation.coupons !== null, `targets.${index}.coupon`, 'contradiction'),
  ])
  return named.length > 0 ? named : unusedTargets(regulation)
}

/** A promise that no ticket can ever get: an earlier one always counts, or no category allows the priority. */
function unusedTargets(regulation: Regulation): Violation[] {
  const traits = allTraits(regulation)
  const kinds = new Set(regulation.targets.map(({ kind }) => kind))
  const used = new Set<Target | null>(
    [...kinds].flatMap((kind) => traits.map((ticket) => targetOf(regulation, kind, ticket))),
  )
  return regulation.targets.flatMap((target, index) => unless(used.has(target), `targets.${index}`, 'unused'))
}

/** Where somebody is told by the tariff that no time is promised, one tariff at least says something. */
export function withoutTargetViolations({ withoutTarget }: Regulation): Violation[] {
  if (withoutTarget?.by !== 'level') return []
  const isSaid = Object.values(withoutTarget.texts).some((text) => text !== null)
  return unless(isSaid, 'withoutTarget.texts', 'missing')
}

/** A coupon is bought for its reaction (T10). */
export function couponViolations({ coupons, targets }: Regulation): Violation[] {
  if (coupons === null) return []
  const isPromised = targets.some(({ kind, coupon }) => kind === 'firstReaction' && coupon)
  return [...unless(isPromised, 'coupons', 'missing'), ...repeated('coupons.levels', coupons.levels)]
}

export function escalationViolations({ escalation, targets, onDuty }: Regulation): Violation[] {
  return [
    ...unless(escalation.length === 0 || targets.length > 0, 'escalation', 'contradiction'),
    ...escalation.flatMap((step, index) => {
      const place = `escalation.${index}`
      const before = escalation[index - 1]?.atPercent ?? 0
      const isIdle = step.notify.length === 0 && step.reassign === null && !step.raisePriority && !step.pageOnDuty
      return [
        ...unless(step.atPercent > before, `${place}.atPercent`, 'order'),
        ...unless(!isIdle, place, 'missing'),
        ...unless(!step.pageOnDuty || onDuty !== null, `${place}.pageOnDuty`, 'contradiction'),
        ...repeated(`${place}.notify`, step.notify),
      ]
    }),
  ]
}

export function queueViolations({ queue, coupons, targets, priorities }: Regulation): Violation[] {
  const hasCritical = priorities.some(({ code }) => code === 'critical')
  return [
    ...repeated('queue.first', queue.first),
    ...queue.first.flatMap((who, index) =>
      unless(who === 'coupon' ? coupons !== null : hasCritical, `queue.first.${index}`, 'contradiction'),
    ),
    ...unless(queue.thenBy === 'arrival' || targets.length > 0, 'queue.thenBy', 'contradiction'),
  ]
}
