import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { StatusGrant } from './domain/clientStatus.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

export async function listGrants(db: Reader, { deskId, memberId }: AccountKey): Promise<StatusGrant[]> {
  const rows = await db
    .selectFrom('client_statuses')
    .select(['status', 'from_at', 'until_at', 'afterwards'])
    .where('desk_id', '=', deskId)
    .where('member_id', '=', memberId)
    .execute()
  return rows.map((row) => ({
    status: row.status,
    from: row.from_at,
    until: row.until_at,
    afterwards: row.afterwards,
  }))
}

export async function insertGrant(
  unit: UnitOfWork,
  { deskId, memberId }: AccountKey,
  { status, until, afterwards }: Omit<StatusGrant, 'from'>,
  setBy: string,
): Promise<void> {
  await unit.tx
    .insertInto('client_statuses')
    .values({
      desk_id: deskId,
      member_id: memberId,
      from_at: unit.at,
      status,
      until_at: until,
      afterwards,
      set_by: setBy,
    })
    .onConflict((conflict) =>
      conflict.columns(['desk_id', 'member_id', 'from_at']).doUpdateSet({ status, until_at: until, afterwards }),
    )
    .execute()
}
