import { sql } from 'kysely'
import type { ListTicketsInput, LockReason } from '#contract/tickets/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Classification } from './domain/classification.ts'
import type { Ticket } from './domain/ticketState.ts'
import { assigneeOf, fromState, toState, type TicketForUpdate } from './ticketRow.sql.ts'

export async function lockTicket(unit: UnitOfWork, ticketId: string): Promise<TicketForUpdate | null> {
  const row = await unit.tx
    .selectFrom('tickets')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    ticket: fromState(row),
    number: row.number,
    subject: row.subject,
    regulationVersion: row.regulation_version,
    category: row.category,
    priority: row.priority,
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
    rank: number
    byUser: number
    byName: string
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
      queued_at: ticket.openedAt,
      ...opened.kind,
      queue_rank: opened.rank,
    })
    .execute()
}

/** T2: per desk, unique, never reused. The desk's row serialises two openings at once. */
export async function takeNumber(unit: UnitOfWork, deskId: string): Promise<string> {
  const row = await unit.tx
    .updateTable('desks')
    .set((eb) => ({ last_number: eb('last_number', '+', 1) }))
    .where('desk_id', '=', deskId)
    .returning(['number_prefix', 'last_number'])
    .executeTakeFirstOrThrow()
  return `${row.number_prefix}-${row.last_number}`
}

export async function saveTicket(
  unit: UnitOfWork,
  ticketForUpdate: TicketForUpdate,
  { preview, activeAt, queuedAt }: { preview: string | null; activeAt: Date | null; queuedAt: Date | null },
): Promise<void> {
  const { ticket } = ticketForUpdate
  await unit.tx
    .updateTable('tickets')
    .set({
      status: ticket.status,
      state: toState(ticket),
      lock_reason: ticket.lock?.reason ?? null,
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
  const { category, priority } = ticketForUpdate
  await unit.tx
    .updateTable('tickets')
    .set({ category, priority, queue_rank: rank })
    .where('ticket_id', '=', ticketForUpdate.ticket.ticketId)
    .execute()
}

export type StoredMessage = {
  messageId: string
  ticketId: string
  seq: number
  publicSeq: number | null
  side: 'client' | 'desk'
  authorMember: string
  authorId: number
  authorName: string
  kind: 'public' | 'note'
  isQuestion: boolean
  text: string
  at: Date
}

export async function insertMessage(unit: UnitOfWork, message: StoredMessage): Promise<void> {
  await unit.tx
    .insertInto('messages')
    .values({
      message_id: message.messageId,
      ticket_id: message.ticketId,
      seq: message.seq,
      public_seq: message.publicSeq,
      side: message.side,
      author_member: message.authorMember,
      author_id: message.authorId,
      author_name: message.authorName,
      kind: message.kind,
      is_question: message.isQuestion,
      text: message.text,
      at: message.at,
      edited_at: null,
      deleted_at: null,
    })
    .execute()
}

export type KnownMessage = StoredMessage & { editedAt: Date | null; deletedAt: Date | null }

export async function findMessages(unit: UnitOfWork, ticketId: string, messageId: string): Promise<KnownMessage[]> {
  const rows = await unit.tx
    .selectFrom('messages')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .where('message_id', '=', messageId)
    .execute()
  return rows.map((row) => ({
    messageId: row.message_id,
    ticketId: row.ticket_id,
    seq: row.seq,
    publicSeq: row.public_seq,
    side: row.side === 'desk' ? 'desk' : 'client',
    authorMember: row.author_member,
    authorId: row.author_id,
    authorName: row.author_name,
    kind: row.kind,
    isQuestion: row.is_question,
    text: row.text,
    at: row.at,
    editedAt: row.edited_at,
    deletedAt: row.deleted_at,
  }))
}

export async function changeMessage(
  unit: UnitOfWork,
  message: KnownMessage,
  change: { text: string; edited_at: Date } | { text: ''; deleted_at: Date },
): Promise<void> {
  await unit.tx
    .updateTable('messages')
    .set(change)
    .where('ticket_id', '=', message.ticketId)
    .where('seq', '=', message.seq)
    .execute()
}

export async function setPreview(unit: UnitOfWork, ticketId: string, preview: string): Promise<void> {
  await unit.tx.updateTable('tickets').set({ preview }).where('ticket_id', '=', ticketId).execute()
}

export async function lastPublicText(unit: UnitOfWork, ticketId: string): Promise<string> {
  const row = await unit.tx
    .selectFrom('messages')
    .select('text')
    .where('ticket_id', '=', ticketId)
    .where('kind', '=', 'public')
    .where('deleted_at', 'is', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.text ?? ''
}

type Change = { actor: JournalActor; reason?: LockReason }

/**
 * E3: all tickets of a portal at a desk, in one statement and in one order, so that two switches cannot lock each other
 * out. The lists keep their order: a lock is not activity.
 */
export async function lockTicketsOf(unit: UnitOfWork, memberId: string, deskId: string, change: Required<Change>) {
  const payload = JSON.stringify({ reason: change.reason })
  return changeLocks(
    unit,
    sql`
    with held as (
      select ticket_id from tickets
       where member_id = ${memberId} and desk_id = ${deskId} and lock_reason is distinct from ${change.reason}
       order by ticket_id for update
    ), changed as (
      update tickets set lock_reason = ${change.reason},
             state = case when lock_reason is null
                       then state || jsonb_build_object('lockedAt', ${unit.at.toISOString()}::text) else state end,
             last_seq = last_seq + 1, last_public_seq = last_public_seq + 1, last_at = greatest(last_at, ${unit.at})
        from held where tickets.ticket_id = held.ticket_id
      returning tickets.*
    )
    insert into journal (at, type, member_id, desk_id, ticket_id, seq, public_seq, actor, payload)
    select last_at, 'ticket.locked', member_id, desk_id, ticket_id, last_seq, last_public_seq,
           ${JSON.stringify(change.actor)}::jsonb, ${payload}::jsonb
      from changed
    returning ticket_id`,
  )
}

export async function unlockTicketsOf(unit: UnitOfWork, memberId: string, deskId: string, change: Change) {
  return changeLocks(
    unit,
    sql`
    with held as (
      select ticket_id from tickets
       where member_id = ${memberId} and desk_id = ${deskId} and lock_reason is not null
         and status <> 'resolved'
       order by ticket_id for update
    ), changed as (
      update tickets set lock_reason = null,
             state = state || jsonb_build_object('lockedAt', null, 'unlockedAt', ${unit.at.toISOString()}::text),
             last_seq = last_seq + 1, last_public_seq = last_public_seq + 1, last_at = greatest(last_at, ${unit.at})
        from held where tickets.ticket_id = held.ticket_id
      returning tickets.*
    )
    insert into journal (at, type, member_id, desk_id, ticket_id, seq, public_seq, actor, payload)
    select last_at, 'ticket.unlocked', member_id, desk_id, ticket_id, last_seq, last_public_seq,
           ${JSON.stringify(change.actor)}::jsonb, '{}'::jsonb
      from changed
    returning ticket_id`,
  )
}

/** The first numbers of these tickets, in their order. */
export async function listNumbers(unit: UnitOfWork, ticketIds: string[], limit: number): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select number from tickets where ticket_id = any(${ticketIds}::uuid[])
     order by length(number), number limit ${limit}`.execute(unit.tx)
  return rows.map((row) => row.number)
}

async function changeLocks(unit: UnitOfWork, statement: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await statement.execute(unit.tx)
  const ticketIds = (rows as { ticket_id: string }[]).map((row) => row.ticket_id)
  for (const ticketId of ticketIds) unit.streams.add(`t:${ticketId}`)
  return ticketIds
}

export async function listLocked(
  unit: UnitOfWork,
  memberId: string,
  deskId: string,
  status: 'resolved' | 'deferred',
): Promise<string[]> {
  const rows = await unit.tx
    .selectFrom('tickets')
    .select('ticket_id')
    .where('member_id', '=', memberId)
    .where('desk_id', '=', deskId)
    .where('status', '=', status)
    .where('lock_reason', 'is not', null)
    .orderBy('ticket_id')
    .execute()
  return rows.map((row) => row.ticket_id)
}

export async function countTickets(db: Reader, memberId: string, deskId: string | null, openOnly: boolean) {
  let query = db
    .selectFrom('tickets')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('member_id', '=', memberId)
  if (deskId !== null) query = query.where('desk_id', '=', deskId)
  if (openOnly) query = query.where('status', 'not in', ['closed', 'resolved'])
  return (await query.executeTakeFirstOrThrow()).count
}

export async function saveReadMark(
  unit: UnitOfWork,
  mark: { ticketId: string; side: 'client' | 'desk'; userId: number; seq: number; publicSeq: number },
): Promise<boolean> {
  const { rows } = await sql`
    insert into read_marks as known (ticket_id, side, user_id, seq, public_seq, at)
    values (${mark.ticketId}, ${mark.side}, ${mark.userId}, ${mark.seq}, ${mark.publicSeq}, ${unit.at})
    on conflict (ticket_id, side, user_id) do update
       set seq = excluded.seq, public_seq = excluded.public_seq, at = excluded.at
     where known.seq < excluded.seq
    returning 1`.execute(unit.tx)
  return rows.length > 0
}

/** The pair of numbers (desk's, client's) that a reader's own number stands for; two looks at the end of an index. */
export async function positionOf(db: Reader, ticketId: string, side: 'client' | 'desk', seq: number) {
  const within = side === 'client' ? sql`public_seq <= ${seq}` : sql`seq <= ${seq}`
  const { rows } = await sql<{ seq: number | null; public_seq: number | null }>`
    select (select seq from journal where ticket_id = ${ticketId} and ${within} order by seq desc limit 1) as seq,
           (select public_seq from journal
             where ticket_id = ${ticketId} and ${within} and public_seq is not null
             order by seq desc limit 1) as public_seq`.execute(db)
  return { seq: rows[0]?.seq ?? 0, publicSeq: rows[0]?.public_seq ?? 0 }
}

export type ListCursor = { at: Date; ticketId: string }

/** A client's tickets, newest activity first, by keyset: no offsets, no counts (design, decision 9). */
export async function listTicketIds(
  db: Reader,
  own: { memberId: string; userId: number },
  input: Pick<ListTicketsInput, 'filter'> & { limit: number },
  after: ListCursor | null,
): Promise<string[]> {
  const place = after === null ? sql`true` : sql`(t.active_at, t.ticket_id) < (${after.at}, ${after.ticketId}::uuid)`
  const { rows } = await sql<{ ticket_id: string }>`
    select t.ticket_id from tickets t
     where t.member_id = ${own.memberId} and ${sql.join([...ofClient(own, input), place], sql` and `)}
     order by t.active_at desc, t.ticket_id desc limit ${input.limit}`.execute(db)
  return rows.map((row) => row.ticket_id)
}

/** The filter of a client's list as conditions on `tickets t`. */
export function ofClient({ userId }: { userId: number }, { filter }: Pick<ListTicketsInput, 'filter'>) {
  switch (filter) {
    case 'open':
      return [sql`t.status <> 'closed'`]
    case 'closed':
      return [sql`t.status = 'closed'`]
    case 'mine':
      return [sql`t.status <> 'closed'`, sql`t.opened_by_user = ${userId}`]
    case 'all':
      return []
  }
}
