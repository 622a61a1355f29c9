import { sql } from 'kysely'
import type { DutyStep } from '#contract/tickets/duty.types.ts'
import type { Db, Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export type DutyPageRow = { pageId: string; ticketId: string; deskId: string; steps: DutyStep[]; told: number[] }

/** False where the ticket is being paged for already; its row is locked by the caller. */
export async function insertPage(unit: UnitOfWork, page: { pageId: string; ticketId: string }): Promise<boolean> {
  const { rows } = await sql`
    insert into duty_pages (page_id, ticket_id, paged_at) values (${page.pageId}, ${page.ticketId}, ${unit.at})
    on conflict do nothing returning page_id`.execute(unit.tx)
  return rows.length === 1
}

/** Of the ticket that is paged for now; the caller has locked the ticket's row. */
export async function findOpenPage(db: Reader, ticketId: string): Promise<DutyPageRow | null> {
  const { rows } = await sql<DutyPageRow>`
    select p.page_id as "pageId", p.ticket_id as "ticketId", t.desk_id as "deskId", p.steps, p.told
      from duty_pages p join tickets t using (ticket_id)
     where p.ticket_id = ${ticketId} and p.confirmed_at is null and p.ended_at is null`.execute(db)
  return rows[0] ?? null
}

/** Due ones together with their tickets' rows, as alarms are claimed; `isOpen`: it is still a critical incident that is worked on. */
export async function claimDuePages(unit: UnitOfWork, limit: number): Promise<(DutyPageRow & { isOpen: boolean })[]> {
  const { rows } = await sql<DutyPageRow & { isOpen: boolean }>`
    select p.page_id as "pageId", p.ticket_id as "ticketId", t.desk_id as "deskId", p.steps, p.told,
           t.lock_reason is null and t.status not in ('assistant', 'resolved', 'closed') and t.category = 'incident'
             and (t.priority = 'critical' or t.wish is not distinct from 'critical') as "isOpen"
      from duty_pages p join tickets t using (ticket_id)
     where p.due_at <= ${unit.at}
     order by p.due_at, p.page_id limit ${limit} for no key update of p, t skip locked`.execute(unit.tx)
  return rows
}

export async function nextPageDueAt(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ due_at: Date | null }>`select min(due_at) as due_at from duty_pages`.execute(db)
  return rows[0]?.due_at ?? null
}

export async function savePage(
  unit: UnitOfWork,
  { pageId, steps, told, dueAt }: Pick<DutyPageRow, 'pageId' | 'steps' | 'told'> & { dueAt: Date | null },
): Promise<void> {
  await sql`update duty_pages set steps = ${steps}::text[], told = ${told}::integer[], due_at = ${dueAt}
             where page_id = ${pageId}`.execute(unit.tx)
}

export async function confirmPage(unit: UnitOfWork, pageId: string, userId: number): Promise<void> {
  await sql`update duty_pages set confirmed_by = ${userId}, confirmed_at = ${unit.at}, due_at = null
             where page_id = ${pageId}`.execute(unit.tx)
}

/** Solved, closed, locked, or no critical incident any more: nobody is told further. */
export async function endPageOf(unit: UnitOfWork, ticketId: string): Promise<void> {
  await sql`update duty_pages set ended_at = ${unit.at}, due_at = null
             where ticket_id = ${ticketId} and confirmed_at is null and ended_at is null`.execute(unit.tx)
}

export type NewestPage = {
  pagedAt: Date
  told: number[]
  dueAt: Date | null
  confirmedBy: number | null
  confirmedAt: Date | null
  endedAt: Date | null
}

export async function findNewestPage(db: Reader, ticketId: string): Promise<NewestPage | null> {
  const { rows } = await sql<NewestPage>`
    select paged_at as "pagedAt", told, due_at as "dueAt", confirmed_by as "confirmedBy", confirmed_at as "confirmedAt",
           ended_at as "endedAt"
      from duty_pages where ticket_id = ${ticketId} order by paged_at desc, page_id desc limit 1`.execute(db)
  return rows[0] ?? null
}
