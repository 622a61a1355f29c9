import { figureWeeks, type LearningFigures } from '#contract/assistant/learning.types.ts'
import type { Db } from '#server/platform/db/db.ts'
import { listWeeks } from './learning.sql.ts'

const week = 7 * 86_400_000

/** A5: what the assistant did for a desk's clients, week by week; those in which nobody asked anything are left out. */
export async function readFigures(db: Db, deskId: string, at: Date): Promise<LearningFigures> {
  const since = new Date(at.getTime() - figureWeeks * week)
  const rows = await listWeeks(db, deskId, { since, at })
  return {
    weeks: rows.map(({ first, second, third, p99, ...figures }) => ({
      ...figures,
      confirmed: first + second + third,
      confirmedBy: [first, second, third],
      p99Ms: p99,
    })),
  }
}
