import type { Db } from '#server/platform/db/db.ts'
import { findDeskOf, findStaff } from './desks.sql.ts'

/** P2: the same menu item opens the desk for its staff and the support page for everybody else. */
export async function findFace(db: Db, memberId: string, userId: number): Promise<'client' | 'desk'> {
  const desk = await findDeskOf(db, memberId)
  if (desk === null) return 'client'
  return (await findStaff(db, desk.deskId, userId)) === null ? 'client' : 'desk'
}
