import { sql } from 'kysely'
import type { Db } from '#server/platform/db/db.ts'
import { clientReaderList, type ClientReader } from './readers.sql.ts'

export type AnnouncedTo = { wants: boolean; appId: string; clientReaders: ClientReader[]; deskName: string }

/** Whom of a client's portal a desk's announcement is told to (P8). */
export async function readAnnouncedTo(
  db: Db,
  { deskId, memberId }: { deskId: string; memberId: string },
  adminsSince: Date,
): Promise<AnnouncedTo | null> {
  const { rows } = await sql<AnnouncedTo>`
    select (p.notice_connection and p.is_installed) as wants, p.client_id as "appId", d.name as "deskName",
           ${clientReaderList(sql`p.member_id`, adminsSince)} as "clientReaders"
      from desks d join portals p on p.member_id = ${memberId}
     where d.desk_id = ${deskId}`.execute(db)
  return rows[0] ?? null
}
