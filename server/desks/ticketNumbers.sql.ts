import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** T2: per desk, unique, never reused. The desk's row serialises two openings at once. */
export async function takeTicketNumber(unit: UnitOfWork, deskId: string): Promise<string> {
  const row = await unit.tx
    .updateTable('desks')
    .set((eb) => ({ last_number: eb('last_number', '+', 1) }))
    .where('desk_id', '=', deskId)
    .returning(['number_prefix', 'last_number'])
    .executeTakeFirstOrThrow()
  return `${row.number_prefix}-${row.last_number}`
}
