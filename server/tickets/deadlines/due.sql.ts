import { sql } from 'kysely'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { SavedDue, TicketDue } from '#server/sla/slaTickets.port.ts'

/**
 * What the queue goes by (S7). Of many tickets those that somebody holds are left out, as waiting for one with the others in
 * hand could be waiting in a circle; one alone is waited for.
 */
export async function saveDue(unit: UnitOfWork, due: readonly TicketDue[]): Promise<SavedDue> {
  const howLong = due.length === 1 ? sql`` : sql`skip locked`
  const { rows } = await sql<{ ticket_id: string; is_changed: boolean }>`
    with fresh as (
      select * from unnest(${due.map((one) => one.ticketId)}::uuid[],
                           ${due.map((one) => one.dueAt?.toISOString() ?? null)}::timestamptz[]) as fresh (ticket_id, due_at)
    ), moved as (
      select ticket_id from tickets t join fresh using (ticket_id) where t.due_at is distinct from fresh.due_at
    ), locked as (
      select t.ticket_id, fresh.due_at from tickets t join fresh using (ticket_id)
       where t.due_at is distinct from fresh.due_at order by t.ticket_id for no key update of t ${howLong}
    ), changed as (
      update tickets set due_at = locked.due_at from locked where tickets.ticket_id = locked.ticket_id
      returning tickets.ticket_id
    )
    select moved.ticket_id, changed.ticket_id is not null as is_changed from moved left join changed using (ticket_id)`.execute(
    unit.tx,
  )
  const idsOf = (isChanged: boolean) => rows.filter((row) => row.is_changed === isChanged).map((row) => row.ticket_id)
  return { changed: idsOf(true), held: due.length === 1 ? [] : idsOf(false) }
}

/** A few of a desk's tickets that are not closed, held in the order of their ids. */
export async function listOpen(
  unit: UnitOfWork,
  deskId: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ ticket_id: string }>`
    select ticket_id from tickets
     where desk_id = ${deskId} and status <> 'closed' and ${after === null ? sql`true` : sql`ticket_id > ${after}::uuid`}
     order by ticket_id limit ${limit} for no key update`.execute(unit.tx)
  return rows.map((row) => row.ticket_id)
}
