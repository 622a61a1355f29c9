import type { UnitOfWork } from '../db/unitOfWork.ts'
import { wakeThing } from '../db/wakes.ts'

/** A demoted admin loses every open session's admin right at the next opening, not at its expiry. */
export async function setAdminRight(
  unit: UnitOfWork,
  { memberId, userId }: { memberId: string; userId: number },
  isAdmin: boolean,
): Promise<void> {
  const { numUpdatedRows } = await unit.tx
    .updateTable('sessions')
    .set({ is_portal_admin: isAdmin })
    .where('member_id', '=', memberId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('is_portal_admin', '<>', isAdmin)
    .executeTakeFirst()
  // Open sockets read their rights anew.
  if (numUpdatedRows > 0n) wakeThing(unit, 'me', { deskId: null, memberId })
}

/** Uninstalling ends every session of a portal at once, in every process (design, decision 8). */
export async function endSessionsOf(unit: UnitOfWork, memberId: string): Promise<void> {
  await unit.tx
    .updateTable('sessions')
    .set({ ended_at: unit.at, portal_token: null })
    .where('member_id', '=', memberId)
    .where('ended_at', 'is', null)
    .execute()
}

/** Their rows have names and photos in them. */
export async function dropSessionsOf(unit: UnitOfWork, memberId: string): Promise<void> {
  await unit.tx.deleteFrom('sessions').where('member_id', '=', memberId).execute()
}
