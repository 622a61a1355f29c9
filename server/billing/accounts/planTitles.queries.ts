import type { Plan } from '#contract/regulations/plans.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { planTitle } from '../domain/planTitle.ts'

/** How a plan is called, by its code and the version under which it was sold (E9). */
export type PlanTitles = (planCode: string, version: number) => Plan['title'] | null

/** Titles of the plans of these versions of a desk's regulation. */
export async function planTitles(db: Reader, deskId: string, versions: readonly number[]): Promise<PlanTitles> {
  const known = new Map(
    await Promise.all(
      [...new Set(versions)].map(
        async (version) => [version, (await regulationOfVersion(db, deskId, version)).plans] as const,
      ),
    ),
  )
  return (planCode, version) => planTitle(planCode, known.get(version) ?? [])
}
