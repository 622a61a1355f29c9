import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** Those of these people who belong to the desk now. */
export async function listStaffAmong(
  unit: UnitOfWork,
  deskId: string,
  userIds: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await unit.tx
    .selectFrom('desk_staff')
    .select('user_id')
    .where('desk_id', '=', deskId)
    .where('user_id', 'in', [...userIds])
    .execute()
  return new Set(rows.map((row) => row.user_id))
}

export async function saveMentions(
  unit: UnitOfWork,
  { ticketId, seq }: { ticketId: string; seq: number },
  userIds: readonly number[],
): Promise<void> {
  await unit.tx
    .updateTable('messages')
    .set({ mentions: [...userIds] })
    .where('ticket_id', '=', ticketId)
    .where('seq', '=', seq)
    .execute()
}
