import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** What follows when the app is installed again, in that transaction. */
export type InstallationPort = {
  /** The desk that answers now opens the portal's tickets (E3). */
  installedAgain(unit: UnitOfWork, memberId: string): Promise<void>
}
