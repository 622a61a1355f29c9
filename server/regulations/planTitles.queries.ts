import type { InThree } from '#contract/common.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { listPlanTitles } from './regulations.sql.ts'

export type PlanTitle = { code: string; title: InThree }

/** What the desk's plans are or were called, each by its newest version: also those that it sells no more. */
export function planTitlesOf(db: Reader, deskId: string): Promise<PlanTitle[]> {
  return listPlanTitles(db, deskId)
}
