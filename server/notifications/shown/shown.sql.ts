import { sql, type RawBuilder } from 'kysely'
import type { NotifiedSide } from '#contract/notifications/choices.types.ts'
import type { NotifiedEvent } from '#contract/notifications/table.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export type NewShown = {
  noticeId: string
  notice: string
  memberId: string
  userId: number
  side: NotifiedSide
  deskId: string
  event: NotifiedEvent
  ticketId: string | null
  /** How far of the ticket it tells; null where it is no message. */
  seq: number | null
  /** BB code. */
  text: string
}

/** The same notice again is the same one, also when it was seen long ago. Returns those that are new. */
export async function addShown(unit: UnitOfWork, shown: readonly NewShown[]): Promise<NewShown[]> {
  if (shown.length === 0) return []
  const column = <Value>(read: (one: NewShown) => Value) => shown.map(read)
  const { rows } = await sql<{ notice_id: string }>`
    insert into shown_notices (notice_id, notice, member_id, user_id, side, desk_id, event, ticket_id, seq, text, at)
    select one.*, ${unit.at}::timestamptz
      from unnest(${column((one) => one.noticeId)}::uuid[], ${column((one) => one.notice)}::text[],
                  ${column((one) => one.memberId)}::text[], ${column((one) => one.userId)}::int[],
                  ${column((one) => one.side)}::text[], ${column((one) => one.deskId)}::uuid[],
                  ${column((one) => one.event)}::text[], ${column((one) => one.ticketId)}::uuid[],
                  ${column((one) => one.seq)}::bigint[], ${column((one) => one.text)}::text[]) as one
    on conflict (notice) do nothing
    returning notice_id`.execute(unit.tx)
  const added = new Set(rows.map((row) => row.notice_id))
  return shown.filter(({ noticeId }) => added.has(noticeId))
}

/** Whose page asks; `deskId` null on the client's side. */
export type ShownReader = { memberId: string; userId: number; side: NotifiedSide; deskId: string | null }
export type ShownRow = { noticeId: string; event: string; ticketId: string | null; text: string; at: Date }

/**
 * Of `n`: what this reader has not seen. Of a ticket that they may not read any more nothing is left, and what was read in it, wherever,
 * was seen with it.
 */
function unseenBy({ memberId, userId, side, deskId }: ShownReader): RawBuilder<unknown> {
  const isReadable =
    side === 'client' ? sql`t.member_id = n.member_id and t.lock_reason is null` : sql`t.desk_id = n.desk_id`
  return sql`n.member_id = ${memberId} and n.user_id = ${userId} and n.side = ${side} and n.seen_at is null
    and (${deskId}::uuid is null or n.desk_id = ${deskId}::uuid)
    and (n.ticket_id is null or exists (select 1 from tickets t where t.ticket_id = n.ticket_id and ${isReadable}))
    and (n.seq is null or not exists (
          select 1 from read_marks k where k.ticket_id = n.ticket_id and k.side = n.side and k.user_id = n.user_id
             and k.seq >= n.seq))`
}

/** How many, and the newest of them. */
export async function readUnseen(
  db: Reader,
  reader: ShownReader,
  limit: number,
): Promise<{ unseen: number; rows: ShownRow[] }> {
  const { rows } = await sql<ShownRow & { unseen: number }>`
    select n.notice_id as "noticeId", n.event, n.ticket_id as "ticketId", n.text, n.at,
           (count(*) over ())::int as unseen
      from shown_notices n where ${unseenBy(reader)}
     order by n.at desc, n.notice_id desc limit ${limit}`.execute(db)
  return { unseen: rows[0]?.unseen ?? 0, rows }
}

export type Seen =
  | { is: 'ticket'; ticketId: string }
  | { is: 'notice'; noticeId: string }
  | { is: 'upTo'; noticeId: string }

/** Whether anything was not seen before. */
export async function saveSeen(unit: UnitOfWork, reader: ShownReader, of: Seen): Promise<boolean> {
  const { memberId, userId, side, deskId } = reader
  const { rows } = await sql`
    update shown_notices n set seen_at = ${unit.at}
     where n.member_id = ${memberId} and n.user_id = ${userId} and n.side = ${side} and n.seen_at is null
       and (${deskId}::uuid is null or n.desk_id = ${deskId}::uuid) and ${seenOf(reader, of)}
    returning n.notice_id`.execute(unit.tx)
  return rows.length > 0
}

function seenOf({ memberId, userId }: ShownReader, of: Seen): RawBuilder<unknown> {
  if (of.is === 'ticket') return sql`n.ticket_id = ${of.ticketId}`
  if (of.is === 'notice') return sql`n.notice_id = ${of.noticeId}`
  return sql`(n.at, n.notice_id) <= (
    select last.at, last.notice_id from shown_notices last
     where last.notice_id = ${of.noticeId} and last.member_id = ${memberId} and last.user_id = ${userId})`
}

/** Of these the ones that nobody has rung for, now rung for: of several pages that ask at once one gets each. */
export async function takeRings(
  unit: UnitOfWork,
  reader: ShownReader,
  { noticeIds, events, since }: { noticeIds: readonly string[]; events: readonly NotifiedEvent[]; since: Date },
): Promise<string[]> {
  const { rows } = await sql<{ notice_id: string }>`
    update shown_notices n set rung_at = ${unit.at}
     where n.notice_id = any(${noticeIds}::uuid[]) and n.event = any(${events}::text[]) and n.rung_at is null
       and n.at > ${since} and ${unseenBy(reader)}
    returning n.notice_id`.execute(unit.tx)
  return rows.map((row) => row.notice_id)
}

/** With what tells that it was sent in the other ways: the same is not told again. */
export async function dropOldShown(unit: UnitOfWork, before: Date): Promise<void> {
  await unit.tx.deleteFrom('shown_notices').where('at', '<', before).execute()
}

export async function forgetShown(unit: UnitOfWork, memberId: string): Promise<void> {
  await unit.tx.deleteFrom('shown_notices').where('member_id', '=', memberId).execute()
}
