import type { Person } from '#contract/common.ts'
import type { Reader } from '#server/platform/db/db.ts'

/** Who looks after a client at a desk (D8); null: nobody in particular. */
export type ManagerPort = {
  managerOf: (db: Reader, client: { deskId: string; memberId: string }) => Promise<Person | null>
}
