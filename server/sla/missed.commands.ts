import { randomUUID } from 'node:crypto'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import * as rows from './missed.sql.ts'

/** Whoever is notified later than this is told of what was missed, not of what runs out. */
const lateAfterMilliseconds = 10 * 60_000
/** So long nothing more may be missed before the summary is sent: what is caught up together is told together. */
const settleMilliseconds = 30_000
/** And so long the summary waits at most, however much still comes. */
const mostMilliseconds = 10 * 60_000

/** Durable, in this transaction: the summary of this desk at this instant, instead of the one that was to come before. */
export type SummarizeAt = (unit: UnitOfWork, deskId: string, at: Date) => Promise<void>

export function isLate(dueAt: Date, at: Date): boolean {
  return at.getTime() - dueAt.getTime() > lateAfterMilliseconds
}

/** P9: promises that were missed meanwhile are told as one summary a desk. */
export async function gatherMissed(
  unit: UnitOfWork,
  missed: readonly rows.Missed[],
  summarizeAt: SummarizeAt,
): Promise<void> {
  if (missed.length === 0) return
  const at = unit.at.getTime()
  for (const { deskId, since } of await rows.insertMissed(unit, missed)) {
    const latest = Math.max(at, since.getTime() + mostMilliseconds)
    await summarizeAt(unit, deskId, new Date(Math.min(at + settleMilliseconds, latest)))
  }
}

/** The id of the summary that is to be sent now; null where nothing is left. */
export function claimMissed(unit: UnitOfWork, deskId: string): Promise<string | null> {
  return rows.claimMissed(unit, deskId, randomUUID())
}

/** Everybody has got it. */
export function missedAreTold(unit: UnitOfWork, deskId: string, summaryId: string): Promise<void> {
  return rows.dropMissed(unit, deskId, summaryId)
}
