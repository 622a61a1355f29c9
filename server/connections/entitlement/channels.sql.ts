import type { Channel } from '#contract/regulations/base.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export async function findMessenger(db: Reader, deskId: string, memberId: string): Promise<Channel | null> {
  const row = await db
    .selectFrom('client_messengers')
    .select('messenger')
    .where('desk_id', '=', deskId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row?.messenger ?? null
}

export async function saveMessenger(
  unit: UnitOfWork,
  chosen: { deskId: string; memberId: string; messenger: Channel; by: string },
): Promise<void> {
  const values = { messenger: chosen.messenger, chosen_by: chosen.by, chosen_at: unit.at }
  await unit.tx
    .insertInto('client_messengers')
    .values({ desk_id: chosen.deskId, member_id: chosen.memberId, ...values })
    .onConflict((conflict) => conflict.columns(['desk_id', 'member_id']).doUpdateSet(values))
    .execute()
}
