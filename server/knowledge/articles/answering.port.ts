import type { Reader } from '#server/platform/db/db.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'

/** Whom a desk answers. */
export type AnsweringPort = {
  /** Which desk answers a portal now (E1); where none does it refuses with `no_standard_desk`. It locks nothing. */
  answeringDesk: (now: ReadAt, memberId: string) => Promise<string>
  /** The portals that a desk serves now. */
  listServed: (db: Reader, deskId: string) => Promise<string[]>
}
