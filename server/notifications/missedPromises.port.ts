import type { RecipientKind } from '#server/desks/recipients.queries.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** Promises that a desk has missed while nobody could be notified, as they are gathered for one summary. */
export type MissedPromisesPort = {
  /** The id of the summary that is to be sent now, which from then on says the same to everybody; null where nothing is left. */
  claimMissed(unit: UnitOfWork, deskId: string): Promise<string | null>
  readMissed(db: Db, summary: { deskId: string; summaryId: string }): Promise<MissedPromises>
  /** Everybody has got it. */
  missedAreTold(unit: UnitOfWork, deskId: string, summaryId: string): Promise<void>
}

export type MissedPromises = {
  /** How many tickets still wait. */
  tickets: number
  /** Of a few of them, the longest overdue first. */
  numbers: readonly string[]
  /** Whom the steps of the escalation name, by who has the tickets. */
  named: readonly { assigneeId: number | null; who: readonly RecipientKind[] }[]
}
