import { sql } from 'kysely'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** C5: what the portal's people have sent, as it came, and what was sent to them. */
export async function forgetChannelsOf(unit: UnitOfWork, memberId: string): Promise<void> {
  await sql`
    delete from channel_inbox i using channel_threads t
     where t.member_id = ${memberId} and t.account_id = i.account_id and t.address = i.conversation`.execute(unit.tx)
  await sql`delete from channel_outbox where member_id = ${memberId}`.execute(unit.tx)
  await sql`delete from channel_message_ids m using channel_threads t
             where t.member_id = ${memberId} and t.ticket_id = m.ticket_id`.execute(unit.tx)
  await sql`delete from channel_threads where member_id = ${memberId}`.execute(unit.tx)
}
