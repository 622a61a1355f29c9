import type { Plan } from '#contract/regulations/plans.types.ts'

/** In all languages; null for a plan that the regulation in force does not have any more. */
export function planTitle(planCode: string, plans: readonly Plan[]): Plan['title'] | null {
  return plans.find(({ code }) => code === planCode)?.title ?? null
}
