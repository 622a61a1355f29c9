import type { Plan } from '#contract/regulations/plans.types.ts'

/** In all languages; null for a plan that these are not among. */
export function planTitle(planCode: string, plans: readonly Plan[]): Plan['title'] | null {
  return plans.find(({ code }) => code === planCode)?.title ?? null
}
