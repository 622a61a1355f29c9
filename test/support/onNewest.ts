import { sql } from 'kysely'
import type { Db } from '#server/platform/db/db.ts'

/** As if every connection had been made under the newest version that its desk has published. */
export async function connectedUnderNewest(db: Db): Promise<void> {
  await sql`
    update connections c set regulation_version = (
      select max(version) from regulation_versions v where v.desk_id = c.desk_id)`.execute(db)
  await sql`
    update connection_versions v set version = c.regulation_version
      from connections c where c.connection_id = v.connection_id`.execute(db)
}
