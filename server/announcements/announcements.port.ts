import type { Reader } from '#server/platform/db/db.ts'
import type { ReadAt, UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** Whom a desk serves. */
export type ServedPort = {
  /** Which desk answers this portal at this instant (E1). It locks nothing. */
  answeringDesk: (now: ReadAt, memberId: string) => Promise<string>
  /** The portals that a desk serves now. */
  listServed: (db: Reader, deskId: string) => Promise<string[]>
  /** Of two that announce something at once the second one waits. */
  lockDesk: (unit: UnitOfWork, deskId: string) => Promise<void>
}
