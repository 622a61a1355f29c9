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

/** E6: the ways that this desk has set up and that work, with where clients write to. */
export async function listDeskChannels(db: Reader, deskId: string): Promise<{ channel: Channel; address: string }[]> {
  return db
    .selectFrom('desk_channels')
    .select(['channel', 'address'])
    .where('desk_id', '=', deskId)
    .orderBy('channel')
    .execute()
}

/** `address` null: it does not work any more. */
export async function saveDeskChannel(
  unit: UnitOfWork,
  { deskId, channel, address }: { deskId: string; channel: Channel; address: string | null },
): Promise<void> {
  if (address === null) {
    await unit.tx.deleteFrom('desk_channels').where('desk_id', '=', deskId).where('channel', '=', channel).execute()
    return
  }
  await unit.tx
    .insertInto('desk_channels')
    .values({ desk_id: deskId, channel, address, since: unit.at })
    .onConflict((conflict) => conflict.columns(['desk_id', 'channel']).doUpdateSet({ address }))
    .execute()
}
