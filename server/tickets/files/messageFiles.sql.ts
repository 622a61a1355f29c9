import { sql } from 'kysely'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { ofDesk, ofPortal, type UsageChange } from './usage.sql.ts'

type Sender = { memberId: string; userId: number }
export type MessagePlace = { ticketId: string; messageSeq: number; isNote: boolean }
type Bound = { fileId: string; name: string; bytes: number }

/** Those of the files that the sender may send here, now the message's, in its order; the others are missing in the answer. */
export async function bindFiles(
  unit: UnitOfWork,
  { memberId, userId }: Sender,
  place: MessagePlace & { deskId: string },
  fileIds: readonly string[],
): Promise<Bound[]> {
  const { rows } = await sql<{ file_id: string; name: string; bytes: number }>`
    with wanted as (select * from unnest(${fileIds}::uuid[]) with ordinality as wanted (file_id, place))
    update ticket_files f
       set ticket_id = ${place.ticketId}, message_seq = ${place.messageSeq}, place = wanted.place, is_note = ${place.isNote},
           sent_at = ${unit.at}, expires_at = null, lease = null, leased_until = null
      from wanted
     where f.file_id = wanted.file_id and f.member_id = ${memberId} and f.user_id = ${userId}
       and f.desk_id = ${place.deskId} and f.ticket_id is null and f.content_id is not null and f.expires_at > ${unit.at}
    returning f.file_id, f.name, f.bytes, f.place`.execute(unit.tx)
  return rows.map((row) => ({ fileId: row.file_id, name: row.name, bytes: row.bytes }))
}

/** What stands in a message that another ticket gets as well (T4); counted there, too, though its bytes are the same. */
export async function copyFiles(
  unit: UnitOfWork,
  from: Pick<MessagePlace, 'ticketId' | 'messageSeq'>,
  to: Pick<MessagePlace, 'ticketId' | 'messageSeq'>,
): Promise<UsageChange[]> {
  const { rows } = await sql<Released>`
    insert into ticket_files (file_id, desk_id, side, member_id, user_id, name, bytes, made_at, content_id, ticket_id,
                              message_seq, place, is_note, sent_at, removed_at)
    select gen_random_uuid(), desk_id, side, member_id, user_id, name, bytes, made_at, content_id, ${to.ticketId},
           ${to.messageSeq}, place, is_note, sent_at, removed_at
      from ticket_files where ticket_id = ${from.ticketId} and message_seq = ${from.messageSeq} and removed_at is null
    returning desk_id, side, member_id, bytes, content_id, true as counted`.execute(unit.tx)
  return usageOf(rows, 1)
}

/** A message that was deleted has none any more. */
export async function deleteFilesOfMessage(
  unit: UnitOfWork,
  { ticketId, messageSeq }: Pick<MessagePlace, 'ticketId' | 'messageSeq'>,
): Promise<UsageChange[]> {
  return release(
    unit,
    await sql<Released>`
    delete from ticket_files where ticket_id = ${ticketId} and message_seq = ${messageSeq} returning ${released}`.execute(
      unit.tx,
    ),
  )
}

export async function deleteFilesOfTickets(unit: UnitOfWork, ticketIds: readonly string[]): Promise<UsageChange[]> {
  return release(
    unit,
    await sql<Released>`
    delete from ticket_files where ticket_id = any(${ticketIds}::uuid[]) returning ${released}`.execute(unit.tx),
  )
}

/** Of a portal whose people are gone: what they have sent with no message is over, and the next sweep takes it with its bytes. */
export async function expireWaitingFilesOf(unit: UnitOfWork, memberId: string): Promise<void> {
  await unit.tx
    .updateTable('ticket_files')
    .set({ expires_at: unit.at })
    .where('member_id', '=', memberId)
    .where('ticket_id', 'is', null)
    .execute()
}

/** One that its sender does not want any more. */
export async function deleteWaitingFile(unit: UnitOfWork, { memberId, userId }: Sender, fileId: string) {
  const rows = await sql<Released>`
    delete from ticket_files
     where file_id = ${fileId} and member_id = ${memberId} and user_id = ${userId} and ticket_id is null
    returning ${released}`.execute(unit.tx)
  return { isGone: rows.rows.length > 0, usage: await release(unit, rows) }
}

const sweptAtOnce = 200

/** T7: what no message has taken within a day. */
export async function deleteExpiredFiles(unit: UnitOfWork): Promise<{ fileIds: string[]; usage: UsageChange[] }> {
  const found = await sql<Released & { file_id: string }>`
    delete from ticket_files where file_id in (
      select file_id from ticket_files where expires_at <= ${unit.at} limit ${sweptAtOnce} for no key update skip locked)
    returning file_id, ${released}`.execute(unit.tx)
  return { fileIds: found.rows.map((row) => row.file_id), usage: await release(unit, found) }
}

/** What was kept as long as its desk keeps files: name and size stay, so that the message says what went with it. */
export async function removeOldFiles(unit: UnitOfWork): Promise<UsageChange[]> {
  return release(
    unit,
    await sql<Released>`
    with old as (
      select f.file_id, f.content_id from ticket_file_settings s
        join ticket_files f on f.desk_id = s.desk_id and f.ticket_id is not null and f.removed_at is null
         and f.sent_at < ${unit.at}::timestamptz - make_interval(days => s.kept_days)
       where s.kept_days is not null limit ${sweptAtOnce} for no key update of f skip locked)
    update ticket_files f set removed_at = ${unit.at}, content_id = null from old where f.file_id = old.file_id
    returning f.desk_id, f.side, f.member_id, f.bytes, old.content_id, true as counted`.execute(unit.tx),
  )
}

/** `counted`: its bytes were promised or taken until now. */
type Released = {
  desk_id: string
  side: 'client' | 'desk'
  member_id: string
  bytes: number
  content_id: string | null
  counted: boolean
}
const released = sql`desk_id, side, member_id, bytes, content_id, refused is null and removed_at is null as counted`

/** The sweep looks at the contents that they had; returns what is free again. */
async function release(unit: UnitOfWork, { rows }: { rows: Released[] }): Promise<UsageChange[]> {
  const contents = [...new Set(rows.flatMap((row) => row.content_id ?? []))].toSorted()
  if (contents.length > 0) {
    await sql`
      update ticket_file_contents set loose_since = ${unit.at} where content_id in (
        select content_id from ticket_file_contents where content_id = any(${contents}::uuid[])
         order by content_id for no key update)`.execute(unit.tx)
  }
  return usageOf(rows, -1)
}

function usageOf(rows: readonly Released[], sign: 1 | -1): UsageChange[] {
  const sums = new Map<string, number>()
  for (const row of rows) {
    if (!row.counted) continue
    const owners = row.side === 'client' ? [ofDesk(row.desk_id), ofPortal(row.member_id)] : [ofDesk(row.desk_id)]
    for (const owner of owners) sums.set(owner, (sums.get(owner) ?? 0) + sign * row.bytes)
  }
  return [...sums].map(([owner, bytes]) => ({ owner, bytes }))
}
