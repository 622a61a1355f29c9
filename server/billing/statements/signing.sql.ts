import type { Reader } from '#server/platform/db/db.ts'
import type { SealedColumn } from '#server/platform/keys/reseal.sql.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export async function findKey(unit: UnitOfWork, deskId: string): Promise<{ publicKey: string; sealed: string } | null> {
  const row = await unit.tx.selectFrom('ledger_keys').selectAll().where('desk_id', '=', deskId).executeTakeFirst()
  return row === undefined ? null : { publicKey: row.public_key, sealed: row.sealed_key }
}

export async function insertKey(
  unit: UnitOfWork,
  deskId: string,
  { publicKey, sealed }: { publicKey: string; sealed: string },
): Promise<void> {
  await unit.tx
    .insertInto('ledger_keys')
    .values({ desk_id: deskId, public_key: publicKey, sealed_key: sealed, made_at: unit.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The newest keys of desks, sealed as they lie there. */
export async function findSealedKeys(db: Reader): Promise<string[]> {
  const rows = await db.selectFrom('ledger_keys').select('sealed_key').orderBy('made_at', 'desc').limit(20).execute()
  return rows.map(({ sealed_key: sealed }) => sealed)
}

/** What of ledgers is sealed with the master key. */
export const sealedOfLedgers: readonly SealedColumn[] = [{ table: 'ledger_keys', column: 'sealed_key' }]
