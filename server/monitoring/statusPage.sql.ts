import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export async function findSlug(db: Reader, deskId: string): Promise<string | null> {
  const row = await db.selectFrom('status_pages').select('slug').where('desk_id', '=', deskId).executeTakeFirst()
  return row?.slug ?? null
}

/** False where another desk has it. */
export async function saveSlug(unit: UnitOfWork, deskId: string, slug: string): Promise<boolean> {
  const owner = await unit.tx
    .insertInto('status_pages')
    .values({ desk_id: deskId, slug, opened_at: unit.at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('desk_id')
    .executeTakeFirst()
  return owner !== undefined
}

export async function deleteSlug(unit: UnitOfWork, deskId: string): Promise<void> {
  await unit.tx.deleteFrom('status_pages').where('desk_id', '=', deskId).execute()
}

/** All there are: a desk has one at most. */
export async function listSlugs(db: Reader): Promise<{ slug: string; deskId: string }[]> {
  const rows = await db.selectFrom('status_pages').select(['slug', 'desk_id']).execute()
  return rows.map((row) => ({ slug: row.slug, deskId: row.desk_id }))
}
