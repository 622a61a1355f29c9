import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { ReachedPart } from './channel.port.ts'

/** What of an answer is at its reader, in its order. */
export async function listSentParts(db: Reader, outboxId: string): Promise<ReachedPart[]> {
  const { rows } = await sql<ReachedPart>`
    select vendor_key as "vendorKey", is_file as "isFile" from channel_sent_parts
     where outbox_id = ${outboxId} order by place`.execute(db)
  return rows
}

export async function addSentPart(unit: UnitOfWork, outboxId: string, part: ReachedPart): Promise<void> {
  await sql`
    insert into channel_sent_parts (outbox_id, vendor_key, is_file)
    select outbox_id, ${part.vendorKey}, ${part.isFile} from channel_outbox where outbox_id = ${outboxId}
    on conflict do nothing`.execute(unit.tx)
}

export async function dropSentPart(unit: UnitOfWork, outboxId: string, vendorKey: string): Promise<void> {
  await sql`delete from channel_sent_parts where outbox_id = ${outboxId} and vendor_key = ${vendorKey}`.execute(unit.tx)
}

export type SentAnswer = {
  answerId: string
  accountId: string
  address: string
  memberId: string | null
  userId: number | null
}

/** To whom these answers went, or go, by a messenger: by mail nothing is ever changed. */
export async function listSentAnswers(
  db: Reader,
  eventKeys: readonly string[],
): Promise<(SentAnswer & { eventKey: string; ticketId: string | null })[]> {
  if (eventKeys.length === 0) return []
  const { rows } = await sql<SentAnswer & { eventKey: string; ticketId: string | null }>`
    select o.outbox_id as "answerId", o.account_id as "accountId", o.address, o.member_id as "memberId",
           o.user_id as "userId", o.event_key as "eventKey", o.ticket_id as "ticketId"
      from channel_outbox o join channel_accounts a using (account_id)
     where o.event_key = any(${[...eventKeys]}::text[]) and a.channel <> 'email'`.execute(db)
  return rows
}
