import type { Db } from '#server/platform/db/db.ts'
import * as rows from './missed.sql.ts'

/** So many numbers are named, so that the notification stays one to be read. */
const few = 5

/** What a summary says, by the tickets as they are now. */
export function readMissed(db: Db, summary: { deskId: string; summaryId: string }): Promise<rows.MissedSummary> {
  return rows.readMissed(db, summary, few)
}
