import { sql } from 'kysely'
import type { Language } from '#contract/common.ts'
import type { NotifiedSide } from '#contract/notifications/choices.types.ts'
import type { Reader } from '#server/platform/db/db.ts'

export type LetterFacts = {
  /** May they still be told of it? An admin as they were looked at, not too long ago (P8). */
  isAllowed: boolean
  domain: string
  language: Language
  /** Where the reader's own clock stands; null: they have not said. */
  ownZone: string | null
  deskName: string
  /** How far they have read in the ticket, or were sent a letter of it. */
  floor: number
}

type Asked = {
  memberId: string
  userId: number
  side: NotifiedSide
  deskId: string | null
  ticketId: string | null
  thread: string
  adminsSince: Date
}

/** What a letter to this person needs, as it stands when the letter is written; null of a portal that is gone. */
export async function readLetterFacts(
  db: Reader,
  { memberId, userId, side, deskId, ticketId, thread, adminsSince }: Asked,
): Promise<LetterFacts | null> {
  const ofClient = sql`(exists (select 1 from people a where a.member_id = p.member_id and a.user_id = ${userId}
                                   and a.is_admin and a.seen_at > ${adminsSince})
                        or exists (select 1 from named_people n where n.member_id = p.member_id
                                      and n.user_id = ${userId} and n.kind = 'integrator'))
                       and (${ticketId}::uuid is null or exists (
                             select 1 from tickets t where t.ticket_id = ${ticketId} and t.member_id = p.member_id
                                and t.lock_reason is null))`
  const ofDesk = sql`exists (select 1 from desk_staff s join desks d using (desk_id)
                              where d.member_id = p.member_id and d.desk_id = ${deskId} and s.user_id = ${userId})`
  const { rows } = await sql<LetterFacts>`
    select p.domain, coalesce(own.language, p.language) as language, own.time_zone as "ownZone",
           coalesce((select name from desks where desk_id = ${deskId}), '') as "deskName",
           ${side === 'client' ? ofClient : ofDesk} as "isAllowed",
           greatest(
             coalesce((select k.seq from read_marks k where k.ticket_id = ${ticketId} and k.side = ${side}
                          and k.user_id = ${userId}), 0),
             coalesce((select max(m.upto_seq) from mails m where m.member_id = p.member_id and m.user_id = ${userId}
                          and m.thread = ${thread}), 0))::int8 as floor
      from portals p
      left join notification_people own on own.member_id = p.member_id and own.user_id = ${userId}
     where p.member_id = ${memberId} and p.is_installed`.execute(db)
  return rows[0] ?? null
}

/** What the other side has written for everybody to read, behind `floor`: a note is none of it (T8). */
export async function readMessages(
  db: Reader,
  { ticketId, side, floor, upto }: { ticketId: string; side: NotifiedSide; floor: number; upto: number },
): Promise<{ author: string; at: Date; text: string }[]> {
  const { rows } = await sql<{ author: string; at: Date; text: string }>`
    select m.author_name as author, m.at, m.text from messages m
     where m.ticket_id = ${ticketId} and m.kind = 'public' and m.side = ${side === 'client' ? 'desk' : 'client'}
       and m.deleted_at is null and m.seq > ${floor} and m.seq <= ${upto}
     order by m.seq limit 50`.execute(db)
  return rows
}

/** In which language the link's page is read; null: it works no more. */
export async function findLanguageOf(db: Reader, confirmationId: string | null, at: Date): Promise<Language | null> {
  if (confirmationId === null) return null
  const { rows } = await sql<{ language: Language }>`
    select coalesce(own.language, p.language) as language
      from mail_confirmations c join portals p using (member_id)
      left join notification_people own on own.member_id = c.member_id and own.user_id = c.user_id
     where c.confirmation_id = ${confirmationId} and c.used_at is null and c.expires_at > ${at}`.execute(db)
  return rows[0]?.language ?? null
}
