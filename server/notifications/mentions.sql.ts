import { sql } from 'kysely'
import type { Db } from '#server/platform/db/db.ts'
import { clientTitle } from './readers.sql.ts'

type Mention = {
  /** The desk's portal. */
  memberId: string
  deskId: string
  appId: string
  number: string
  /** What the desk calls the client (D8). */
  client: string
  author: string
  /** Who still is to be told. */
  userIds: number[]
}

/** Null where the note is gone, mentions none of them any more, or everybody has read it. */
export async function readMention(
  db: Db,
  { ticketId, messageId, userIds }: { ticketId: string; messageId: string; userIds: readonly number[] },
): Promise<Mention | null> {
  const { rows } = await sql<Mention>`
    select d.member_id as "memberId", t.desk_id as "deskId", dp.client_id as "appId", t.number,
           coalesce(${clientTitle(sql`t.desk_id`, sql`t.member_id`)}, p.domain) as client, m.author_name as author,
           array(select s.user_id from desk_staff s
                  where s.desk_id = t.desk_id and s.user_id = any(m.mentions) and s.user_id = any(${userIds}::integer[])
                    and not exists (select 1 from read_marks k where k.ticket_id = t.ticket_id and k.side = 'desk'
                                       and k.user_id = s.user_id and k.seq >= m.seq)
                  order by s.user_id) as "userIds"
      from messages m join tickets t using (ticket_id) join portals p on p.member_id = t.member_id
      join desks d on d.desk_id = t.desk_id join portals dp on dp.member_id = d.member_id
     where m.ticket_id = ${ticketId} and m.message_id = ${messageId} and m.kind = 'note' and m.side = 'desk'
       and m.deleted_at is null`.execute(db)
  const mention = rows[0]
  return mention === undefined || mention.userIds.length === 0 ? null : mention
}
