import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

type Client = { deskId: string; memberId: string }

/** As it was set, also of somebody who has left the desk since. */
export async function findManagerId(db: Reader, { deskId, memberId }: Client): Promise<number | null> {
  const row = await db
    .selectFrom('client_managers')
    .select('user_id')
    .where('desk_id', '=', deskId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row?.user_id ?? null
}

export async function saveManager(unit: UnitOfWork, client: Client, userId: number, by: string): Promise<void> {
  const values = { user_id: userId, set_by: by, set_at: unit.at }
  await unit.tx
    .insertInto('client_managers')
    .values({ desk_id: client.deskId, member_id: client.memberId, ...values })
    .onConflict((conflict) => conflict.columns(['desk_id', 'member_id']).doUpdateSet(values))
    .execute()
}

export async function deleteManager(unit: UnitOfWork, { deskId, memberId }: Client): Promise<void> {
  await unit.tx.deleteFrom('client_managers').where('desk_id', '=', deskId).where('member_id', '=', memberId).execute()
}
