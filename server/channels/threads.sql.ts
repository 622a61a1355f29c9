import { sql } from 'kysely'
import type { Channel as ChannelName } from '#contract/regulations/base.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** Somebody who writes in a ticket by an account. */
export type Writer = {
  ticketId: string
  accountId: string
  address: string
  memberId: string
  userId: number
  /** Of their message, as they wrote it. */
  subject: string
  /** The id of their last message; null: it had none. */
  lastId: string | null
}

/** From now on answers in this ticket go there, too. */
export async function saveWriter(unit: UnitOfWork, writer: Writer): Promise<void> {
  await unit.tx
    .insertInto('channel_threads')
    .values({
      ticket_id: writer.ticketId,
      account_id: writer.accountId,
      address: writer.address,
      member_id: writer.memberId,
      user_id: writer.userId,
      subject: writer.subject,
      last_id: writer.lastId,
      began_at: unit.at,
      heard_at: unit.at,
    })
    .onConflict((conflict) =>
      conflict.columns(['ticket_id', 'account_id', 'address']).doUpdateSet({
        member_id: writer.memberId,
        user_id: writer.userId,
        ...(writer.lastId !== null && { last_id: writer.lastId }),
        heard_at: unit.at,
      }),
    )
    .execute()
}

/** By each address once, by the account that they have written to last. */
export async function listWriters(
  db: Reader,
  ticketIds: readonly string[],
): Promise<(Writer & { channel: ChannelName })[]> {
  if (ticketIds.length === 0) return []
  const { rows } = await sql<Writer & { channel: ChannelName }>`
    select distinct on (ticket_id, t.address) ticket_id as "ticketId", account_id as "accountId", t.address,
           member_id as "memberId", user_id as "userId", subject, last_id as "lastId", channel
      from channel_threads t join channel_accounts using (account_id) where ticket_id = any(${[...ticketIds]}::uuid[])
     order by ticket_id, t.address, t.heard_at desc`.execute(db)
  return rows
}

export async function findWriter(
  db: Reader,
  { ticketId, accountId, address }: Pick<Writer, 'ticketId' | 'accountId' | 'address'>,
): Promise<Writer | null> {
  const { rows } = await sql<Writer>`
    select ticket_id as "ticketId", account_id as "accountId", address, member_id as "memberId", user_id as "userId",
           subject, last_id as "lastId"
      from channel_threads where ticket_id = ${ticketId} and account_id = ${accountId} and address = ${address}`.execute(
    db,
  )
  return rows[0] ?? null
}

/** In which tickets this address writes by this account, the latest first. */
export async function listThreadsOf(
  db: Reader,
  { accountId, address }: Pick<Writer, 'accountId' | 'address'>,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ ticket_id: string }>`
    select ticket_id from channel_threads where account_id = ${accountId} and address = ${address}
     order by heard_at desc limit ${limit}`.execute(db)
  return rows.map((row) => row.ticket_id)
}

/** Whether this person is answered by mail there. */
export async function isWriter(
  db: Reader,
  { ticketId, memberId, userId }: Pick<Writer, 'ticketId' | 'memberId' | 'userId'>,
): Promise<boolean> {
  const { rows } = await sql`
    select from channel_threads where ticket_id = ${ticketId} and member_id = ${memberId} and user_id = ${userId} limit 1`.execute(
    db,
  )
  return rows.length > 0
}

export async function keepMessageId(
  unit: UnitOfWork,
  { deskId, messageId, ticketId }: { deskId: string; messageId: string; ticketId: string },
): Promise<void> {
  await sql`
    insert into channel_message_ids (desk_id, message_id, ticket_id, at)
    values (${deskId}, ${messageId.slice(0, 998)}, ${ticketId}, ${unit.at}) on conflict do nothing`.execute(unit.tx)
}

export async function findByMessageIds(
  db: Reader,
  deskId: string,
  messageIds: readonly string[],
): Promise<Map<string, string>> {
  if (messageIds.length === 0) return new Map()
  const { rows } = await sql<{ message_id: string; ticket_id: string }>`
    select message_id, ticket_id from channel_message_ids
     where desk_id = ${deskId} and message_id = any(${[...messageIds]}::text[])`.execute(db)
  return new Map(rows.map((row) => [row.message_id, row.ticket_id]))
}

/** The newest of a ticket, the oldest of them first. */
export async function listMessageIds(db: Reader, ticketId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ message_id: string }>`
    select message_id from channel_message_ids where ticket_id = ${ticketId} order by at desc limit ${limit}`.execute(
    db,
  )
  return rows.map((row) => row.message_id).toReversed()
}
