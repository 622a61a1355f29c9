import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Classification, Wish } from './domain/classification.ts'
import type { Owners } from './domain/side.ts'
import { assigneeOf, type TicketForUpdate } from './domain/ticketForUpdate.ts'
import type { Ticket } from './domain/ticketState.ts'
import { fromState, toState } from './ticketRow.sql.ts'

export async function lockTicket(unit: UnitOfWork, ticketId: string): Promise<TicketForUpdate | null> {
  const row = await unit.tx
    .selectFrom('tickets')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    ticket: fromState(row),
    number: row.number,
    subject: row.subject,
    regulationVersion: row.regulation_version,
    category: row.category,
    priority: row.priority,
    wish: row.wish,
    openedByUser: row.opened_by_user,
    lastSeq: row.last_seq,
    lastPublicSeq: row.last_public_seq,
  }
}

export async function insertTicket(
  unit: UnitOfWork,
  ticket: Ticket,
  opened: {
    number: string
    subject: string
    regulationVersion: number
    kind: Classification
    wish: Wish
    rank: number
    byUser: number
    byName: string
    /** Its place in the queue where it is not that of its opening (T4). */
    queuedAt?: Date
  },
): Promise<void> {
  await unit.tx
    .insertInto('tickets')
    .values({
      ticket_id: ticket.ticketId,
      desk_id: ticket.deskId,
      member_id: ticket.portalId,
      number: opened.number,
      subject: opened.subject,
      status: ticket.status,
      state: toState(ticket),
      lock_reason: null,
      assignee_id: null,
      opened_by_user: opened.byUser,
      opened_by: opened.byName,
      opened_at: ticket.openedAt,
      regulation_version: opened.regulationVersion,
      last_at: ticket.lastEventAt,
      active_at: ticket.lastEventAt,
      queued_at: opened.queuedAt ?? ticket.openedAt,
      ...opened.kind,
      wish: opened.wish,
      queue_rank: opened.rank,
    })
    .execute()
}

/** What moves a ticket in lists; null leaves it where it is. */
export type ListChanges = { preview: string | null; activeAt: Date | null; queuedAt: Date | null }

export async function saveTicket(
  unit: UnitOfWork,
  ticketForUpdate: TicketForUpdate,
  { preview, activeAt, queuedAt }: ListChanges,
): Promise<void> {
  const { ticket } = ticketForUpdate
  await unit.tx
    .updateTable('tickets')
    .set({
      status: ticket.status,
      state: toState(ticket),
      lock_reason: ticket.lock?.reason ?? null,
      merged_into: ticket.status === 'closed' ? (ticket.mergedInto?.ticketId ?? null) : null,
      assignee_id: assigneeOf(ticket),
      last_at: ticket.lastEventAt,
      last_seq: ticketForUpdate.lastSeq,
      last_public_seq: ticketForUpdate.lastPublicSeq,
      ...(preview === null ? {} : { preview }),
      ...(activeAt === null ? {} : { active_at: activeAt }),
      ...(queuedAt === null ? {} : { queued_at: queuedAt }),
    })
    .where('ticket_id', '=', ticket.ticketId)
    .execute()
}

export async function saveKind(unit: UnitOfWork, ticketForUpdate: TicketForUpdate, rank: number): Promise<void> {
  const { category, priority, wish } = ticketForUpdate
  await unit.tx
    .updateTable('tickets')
    .set({ category, priority, wish, queue_rank: rank })
    .where('ticket_id', '=', ticketForUpdate.ticket.ticketId)
    .execute()
}

/** Whose ticket it is; null when there is none by that id. */
export async function findOwners(db: Reader, ticketId: string): Promise<Owners | null> {
  const row = await db
    .selectFrom('tickets')
    .select(['member_id', 'desk_id'])
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()
  return row === undefined ? null : { memberId: row.member_id, deskId: row.desk_id }
}

export async function findNumber(db: Reader, ticketId: string): Promise<{ ticketId: string; number: string }> {
  const { number } = await db
    .selectFrom('tickets')
    .select('number')
    .where('ticket_id', '=', ticketId)
    .executeTakeFirstOrThrow()
  return { ticketId, number }
}
