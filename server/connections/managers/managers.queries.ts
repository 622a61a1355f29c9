import type { Person } from '#contract/common.ts'
import { findStaff } from '#server/desks/desks.queries.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { findManagerId } from './managers.sql.ts'

/** D8: who looks after a client at a desk; null: nobody in particular, also where that person has left the desk. */
export async function managerOf(db: Reader, client: { deskId: string; memberId: string }): Promise<Person | null> {
  const userId = await findManagerId(db, client)
  return userId === null ? null : ((await findStaff(db, client.deskId, userId))?.person ?? null)
}
