import type { Db } from '#server/platform/db/db.ts'
import { readMissed, type MissedSummary } from './missed.sql.ts'

/** So many numbers are named, so that the notification stays one to be read. */
const few = 5

/** What a summary says, by the tickets as they are now. */
export function readMissedSummary(db: Db, summary: { deskId: string; summaryId: string }): Promise<MissedSummary> {
  return readMissed(db, summary, few)
}
