import { sql } from 'kysely'
import type { JournalEventType, JournalPayload } from '#contract/events.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakeInternal } from '#server/platform/db/wakes.ts'

/** In many tickets at once, in each under its next number and with none for the client; the caller has locked their rows. */
export async function appendInTickets<Type extends JournalEventType>(
  unit: UnitOfWork,
  type: Type,
  actor: JournalActor,
  entries: readonly { ticketId: string; payload: JournalPayload<Type> }[],
): Promise<void> {
  await sql`
    with fresh as (
      select * from unnest(${entries.map((one) => one.ticketId)}::uuid[],
                           ${entries.map((one) => JSON.stringify(one.payload))}::jsonb[]) as fresh (ticket_id, payload)
    ), numbered as (
      update tickets t set last_seq = last_seq + 1, last_at = greatest(last_at, ${unit.at}::timestamptz)
        from fresh where t.ticket_id = fresh.ticket_id
      returning t.ticket_id, t.last_at, t.member_id, t.desk_id, t.last_seq, fresh.payload
    )
    insert into journal (at, type, member_id, desk_id, ticket_id, seq, actor, payload)
    select last_at, ${type}, member_id, desk_id, ticket_id, last_seq, ${JSON.stringify(actor)}::jsonb, payload
      from numbered`.execute(unit.tx)
  for (const { ticketId } of entries) wakeInternal(unit, ticketId)
}
