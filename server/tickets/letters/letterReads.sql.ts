import { sql, type RawBuilder } from 'kysely'
import type { LetterKind, LetterStatus } from '#contract/tickets/letters.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { TimedPlace } from '#server/platform/http/cursor.ts'

export type LetterRow = {
  letterId: string
  deskId: string
  deskName: string
  memberId: string
  clientName: string | null
  portalName: string
  kind: LetterKind
  status: LetterStatus
  ticketId: string | null
  ticketNumber: string | null
  addresseeId: number | null
  addresseeName: string | null
  addresseePhoto: string | null
  writtenBy: string
  writtenByUser: number
  writtenAt: Date
  activeAt: Date
  waitsSince: Date
  dueAt: Date | null
  preview: string
}

const previewLetters = 200

function selectLetters(where: RawBuilder<unknown>, order: RawBuilder<unknown>, limit: number) {
  return sql<LetterRow>`
    select l.letter_id as "letterId", l.desk_id as "deskId", d.name as "deskName", l.member_id as "memberId",
           (select c.title from client_titles c where c.desk_id = l.desk_id and c.member_id = l.member_id) as "clientName",
           p.domain as "portalName", l.kind, l.status, l.ticket_id as "ticketId", t.number as "ticketNumber",
           l.addressee_id as "addresseeId", s.name as "addresseeName", s.photo as "addresseePhoto",
           l.written_by as "writtenBy", l.written_by_user as "writtenByUser", l.written_at as "writtenAt",
           l.active_at as "activeAt", l.waits_since as "waitsSince", l.due_at as "dueAt",
           coalesce((select left(m.text, ${previewLetters}) from letter_messages m
                      where m.letter_id = l.letter_id and m.position = l.messages), '') as preview
      from letters l
      join desks d on d.desk_id = l.desk_id
      join portals p on p.member_id = l.member_id
      left join tickets t on t.ticket_id = l.ticket_id
      left join desk_staff s on s.desk_id = l.desk_id and s.user_id = l.addressee_id
     where ${where} order by ${order} limit ${limit}`
}

export async function findLetter(db: Reader, letterId: string): Promise<LetterRow | null> {
  const { rows } = await selectLetters(sql`l.letter_id = ${letterId}`, sql`l.letter_id`, 1).execute(db)
  return rows[0] ?? null
}

/** Who of the desk asks: those who lead read all, anybody else what is addressed to them. */
export type LetterReader = { deskId: string; addresseeId: number | null }

function readable({ deskId, addresseeId }: LetterReader): RawBuilder<unknown> {
  const own = addresseeId === null ? sql`true` : sql`l.addressee_id = ${addresseeId}`
  return sql`l.desk_id = ${deskId} and ${own}`
}

export type WaitingPlace = { dueAt: Date | null; waitsSince: Date; letterId: string }

/** Those that wait: the most overdue first, then by what was promised, then those without a promise by their age. */
export async function listWaiting(
  db: Reader,
  reader: LetterReader,
  { limit, after }: { limit: number; after: WaitingPlace | null },
): Promise<LetterRow[]> {
  const due = sql`coalesce(l.due_at, 'infinity'::timestamptz)`
  const place =
    after === null
      ? sql`true`
      : sql`(${due}, l.waits_since, l.letter_id)
            > (coalesce(${after.dueAt}::timestamptz, 'infinity'), ${after.waitsSince}::timestamptz, ${after.letterId}::uuid)`
  const where = sql`${readable(reader)} and l.status = 'waiting' and ${place}`
  return (await selectLetters(where, sql`${due}, l.waits_since, l.letter_id`, limit).execute(db)).rows
}

function newestFirst(where: RawBuilder<unknown>, { limit, after }: { limit: number; after: TimedPlace | null }) {
  const place =
    after === null ? sql`true` : sql`(l.active_at, l.letter_id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  return selectLetters(sql`${where} and ${place}`, sql`l.active_at desc, l.letter_id desc`, limit)
}

export async function listAnswered(
  db: Reader,
  reader: LetterReader,
  page: { limit: number; after: TimedPlace | null },
): Promise<LetterRow[]> {
  return (await newestFirst(sql`${readable(reader)} and l.status <> 'waiting'`, page).execute(db)).rows
}

export async function listOfClient(
  db: Reader,
  memberId: string,
  page: { limit: number; after: TimedPlace | null },
): Promise<LetterRow[]> {
  return (await newestFirst(sql`l.member_id = ${memberId}`, page).execute(db)).rows
}

/** Counted no further than `most`. */
export async function countWaiting(
  db: Reader,
  reader: LetterReader,
  { at, most }: { at: Date; most: number },
): Promise<{ waiting: number; overdue: number }> {
  const { rows } = await sql<{ waiting: number; overdue: number }>`
    with waiting as (select l.due_at from letters l where ${readable(reader)} and l.status = 'waiting' limit ${most})
    select count(*)::int as waiting, (count(*) filter (where due_at <= ${at}))::int as overdue from waiting`.execute(db)
  return rows[0] ?? { waiting: 0, overdue: 0 }
}

export type LetterMessageRow = {
  messageId: string
  side: 'client' | 'desk'
  authorName: string
  text: string
  at: Date
}

/** The newest of a letter, in their order. */
export async function listMessages(db: Reader, letterId: string, limit: number): Promise<LetterMessageRow[]> {
  const rows = await db
    .selectFrom('letter_messages')
    .select(['message_id', 'side', 'author_name', 'text', 'at'])
    .where('letter_id', '=', letterId)
    .orderBy('position', 'desc')
    .limit(limit)
    .execute()
  return rows.toReversed().map((row) => ({
    messageId: row.message_id,
    side: row.side,
    authorName: row.author_name,
    text: row.text,
    at: row.at,
  }))
}
