import type { Reader } from '#server/platform/db/db.ts'

/** T2: how numbers of a desk's tickets begin, as `OP`; null: there is no such desk. */
export async function findNumberPrefix(db: Reader, deskId: string): Promise<string | null> {
  const row = await db.selectFrom('desks').select('number_prefix').where('desk_id', '=', deskId).executeTakeFirst()
  return row?.number_prefix ?? null
}
