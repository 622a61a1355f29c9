import { sql } from 'kysely'
import type { NotifiedSide } from '#contract/notifications/choices.types.ts'
import type { NotifiedEvent } from '#contract/notifications/table.types.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { LineContent } from '../domain/composedMail.ts'

export type Thread = { memberId: string; userId: number; thread: string }
export type Line = Thread & {
  notice: string
  side: NotifiedSide
  event: NotifiedEvent
  deskId: string
  ticketId: string | null
  seq: number | null
  content: LineContent
  dueAt: Date
}

/** The same notice again is the same line, also when its letter was sent long ago. */
export async function addLines(unit: UnitOfWork, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return
  await sql`
    insert into mail_lines (notice, member_id, user_id, side, event, desk_id, thread, ticket_id, seq, content, made_at, due_at)
    select l.* from jsonb_to_recordset(${JSON.stringify(
      lines.map((line) => ({
        notice: line.notice,
        member_id: line.memberId,
        user_id: line.userId,
        side: line.side,
        event: line.event,
        desk_id: line.deskId,
        thread: line.thread,
        ticket_id: line.ticketId,
        seq: line.seq,
        content: line.content,
        made_at: unit.at,
        due_at: line.dueAt,
      })),
    )}::jsonb) as l (notice text, member_id text, user_id int, side text, event text, desk_id uuid, thread text,
                     ticket_id uuid, seq bigint, content jsonb, made_at timestamptz, due_at timestamptz)
     where not exists (select 1 from notices_sent n where n.notice = l.notice)
    on conflict do nothing`.execute(unit.tx)
}

/** A server that died with them in its hands leaves them to the others after a while. */
const forgottenMinutes = 10

/** Takes threads of which a line is due, each with all of its lines. */
export async function takeDueThreads(unit: UnitOfWork, limit: number): Promise<Thread[]> {
  const forgotten = new Date(unit.at.getTime() - forgottenMinutes * 60_000)
  const { rows } = await sql<Thread>`
    with due as (
      select member_id, user_id, thread from mail_lines
       where due_at <= ${unit.at} and (taken_at is null or taken_at < ${forgotten})
       group by 1, 2, 3 order by min(due_at) limit ${limit}
    ), taken as (
      update mail_lines l set taken_at = ${unit.at} from due
       where l.member_id = due.member_id and l.user_id = due.user_id and l.thread = due.thread
         and (l.taken_at is null or l.taken_at < ${forgotten})
      returning l.member_id, l.user_id, l.thread
    )
    select distinct member_id as "memberId", user_id as "userId", thread from taken`.execute(unit.tx)
  return rows
}

export async function nextLineDueAt(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ due_at: Date | null }>`
    select min(due_at) as due_at from mail_lines where taken_at is null`.execute(db)
  return rows[0]?.due_at ?? null
}

/** Takes the lines of a thread out: whoever writes the letter has them alone. */
export async function takeLines(unit: UnitOfWork, { memberId, userId, thread }: Thread): Promise<Line[]> {
  const { rows } = await sql<Line>`
    with gone as (
      delete from mail_lines where member_id = ${memberId} and user_id = ${userId} and thread = ${thread} returning *)
    select notice, member_id as "memberId", user_id as "userId", thread, side, event, desk_id as "deskId",
           ticket_id as "ticketId", seq::int8 as seq, content, due_at as "dueAt"
      from gone order by made_at, notice`.execute(unit.tx)
  return rows
}
