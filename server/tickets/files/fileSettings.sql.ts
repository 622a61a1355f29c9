import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export async function readKeptDays(db: Reader, deskId: string): Promise<number | null> {
  const row = await db
    .selectFrom('ticket_file_settings')
    .select('kept_days')
    .where('desk_id', '=', deskId)
    .executeTakeFirst()
  return row?.kept_days ?? null
}

/** With what it was before. Two at once come one after the other. */
export async function saveKeptDays(unit: UnitOfWork, deskId: string, keptDays: number | null): Promise<number | null> {
  await unit.tx
    .insertInto('ticket_file_settings')
    .values({ desk_id: deskId, kept_days: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const before = await unit.tx
    .selectFrom('ticket_file_settings')
    .select('kept_days')
    .where('desk_id', '=', deskId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  await unit.tx.updateTable('ticket_file_settings').set({ kept_days: keptDays }).where('desk_id', '=', deskId).execute()
  return before?.kept_days ?? null
}
