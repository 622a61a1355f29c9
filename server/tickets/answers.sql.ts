import { sql } from 'kysely'
import type { Language } from '#contract/common.ts'
import type { TicketStatus } from '#contract/tickets/types.ts'
import type { Reader } from '#server/platform/db/db.ts'

/** As it goes with a message. `contentId` null: it is kept no more. */
export type AnswerFile = {
  name: string
  bytes: number
  contentId: string | null
  type: string
  width: number | null
  height: number | null
}

/** A public message of the desk, as it goes out by a channel. */
export type Answer = {
  deskId: string
  deskName: string
  memberId: string
  number: string
  subject: string
  language: Language
  text: string
  author: string
  at: Date
  isDeleted: boolean
  files: AnswerFile[]
  /** What the client has written last before it. */
  quoted: { author: string; at: Date; text: string } | null
}

export async function readAnswer(db: Reader, ticketId: string, messageId: string): Promise<Answer | null> {
  const { rows } = await sql<Answer>`
    select t.desk_id as "deskId", d.name as "deskName", t.member_id as "memberId", t.number, t.subject, p.language, m.text,
           m.author_name as author, m.at, (m.deleted_at is not null) as "isDeleted",
           coalesce((select json_agg(json_build_object('name', f.name, 'bytes', f.bytes, 'type', coalesce(c.type, ''),
                              'contentId', case when f.removed_at is null then f.content_id end,
                              'width', c.width, 'height', c.height) order by f.place)
                       from ticket_files f left join ticket_file_contents c on c.content_id = f.content_id
                      where f.ticket_id = m.ticket_id and f.message_seq = m.seq), '[]') as files,
           (select json_build_object('author', q.author_name, 'at', q.at, 'text', q.text) from messages q
             where q.ticket_id = m.ticket_id and q.side = 'client' and q.kind = 'public' and q.deleted_at is null
               and q.seq < m.seq and q.text <> '' order by q.seq desc limit 1) as quoted
      from messages m join tickets t using (ticket_id) join desks d using (desk_id) join portals p on p.member_id = t.member_id
     where m.ticket_id = ${ticketId} and m.message_id = ${messageId} and m.side = 'desk' and m.kind = 'public'
     limit 1`.execute(db)
  const [row] = rows
  if (row === undefined) return null
  return { ...row, quoted: row.quoted === null ? null : { ...row.quoted, at: new Date(row.quoted.at) } }
}

/** As much of a ticket as decides who may write there, by its number or id, of one desk alone. */
export type FoundTicket = {
  ticketId: string
  number: string
  subject: string
  memberId: string
  openedByUser: number
  status: TicketStatus
}

export async function findTicketsOfDesk(
  db: Reader,
  deskId: string,
  { ticketIds, numbers }: { ticketIds: readonly string[]; numbers: readonly string[] },
): Promise<FoundTicket[]> {
  const { rows } = await sql<FoundTicket>`
    select ticket_id as "ticketId", number, subject, member_id as "memberId", opened_by_user as "openedByUser", status from tickets
     where desk_id = ${deskId} and (ticket_id = any(${[...ticketIds]}::uuid[]) or number = any(${[...numbers]}::text[]))`.execute(
    db,
  )
  return rows
}
