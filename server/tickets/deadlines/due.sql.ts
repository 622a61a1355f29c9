import { sql } from 'kysely'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { TicketDue } from '#server/sla/slaTickets.port.ts'

/** What the queue goes by (S7). In one order, so that two processes cannot wait for each other; returns what has changed. */
export async function saveDue(unit: UnitOfWork, due: readonly TicketDue[]): Promise<string[]> {
  const { rows } = await sql<{ ticket_id: string }>`
    with fresh as (
      select * from unnest(${due.map((one) => one.ticketId)}::uuid[],
                           ${due.map((one) => one.dueAt?.toISOString() ?? null)}::timestamptz[]) as fresh (ticket_id, due_at)
    ), locked as (
      select t.ticket_id, fresh.due_at from tickets t join fresh using (ticket_id)
       where t.due_at is distinct from fresh.due_at order by t.ticket_id for update of t
    )
    update tickets set due_at = locked.due_at from locked where tickets.ticket_id = locked.ticket_id
    returning tickets.ticket_id`.execute(unit.tx)
  return rows.map((row) => row.ticket_id)
}
