import { sql } from 'kysely'
import type { Language } from '#contract/common.ts'
import type { Reader } from '#server/platform/db/db.ts'

/** In which a desk's people read what is one text for all of them. */
export async function findDeskLanguage(db: Reader, deskId: string): Promise<Language> {
  const { rows } = await sql<{ language: Language }>`
    select p.language from desks d join portals p using (member_id) where d.desk_id = ${deskId}`.execute(db)
  return rows[0]?.language ?? 'ru'
}
