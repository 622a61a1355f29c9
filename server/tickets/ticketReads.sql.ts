import { sql, type RawBuilder } from 'kysely'
import type { Language } from '#contract/common.ts'
import type { Category, Priority } from '#contract/regulations/base.types.ts'
import type { ListTicketsInput } from '#contract/tickets/conversation.types.ts'
import type { LockReason, TicketStatus } from '#contract/tickets/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { TimedPlace } from '#server/platform/http/cursor.ts'
import type { Licence } from '#server/portals/domain/portal.ts'
import type { Side } from './domain/side.ts'
import type { Ticket } from './domain/ticketState.ts'
import { fromState, type StoredTicket } from './ticketRow.sql.ts'

export type TicketRow = {
  ticket: Ticket
  /** The version of the desk's regulation that held when it was opened. */
  regulationVersion: number
  ticketId: string
  number: string
  subject: string
  status: TicketStatus
  lock: LockReason | null
  deskId: string
  deskName: string
  memberId: string
  /** What the desk calls the client (D8): for its people alone. */
  clientTitle: string | null
  portalDomain: string
  /** In which its people read. */
  portalLanguage: Language
  portalLicence: Licence
  portalIsEnterpriseBox: boolean
  openedByUser: number
  openedBy: string
  openedAt: Date
  activeAt: Date
  assignee: { userId: number; name: string; photo: string | null } | null
  lastSeq: number
  lastPublicSeq: number
  readSeq: number
  readPublicSeq: number
  otherReadSeq: number
  otherReadPublicSeq: number
  preview: string
  queue: {
    category: Category | null
    priority: Priority
    wish: Priority | null
    dueAt: Date | null
    queuedAt: Date
    rank: number
  }
}

type ListedRow = StoredTicket & {
  regulation_version: number
  number: string
  subject: string
  desk_name: string
  domain: string
  portal_language: Language
  client_title: string | null
  licence: string
  licence_type: string
  licence_family: string
  is_enterprise_box: boolean
  opened_by_user: number
  opened_by: string
  active_at: Date
  assignee_id: number | null
  assignee_name: string | null
  assignee_photo: string | null
  last_seq: number
  last_public_seq: number
  read_seq: number
  read_public_seq: number
  other_read_seq: number
  other_read_public_seq: number
  preview: string
  category: Category | null
  priority: Priority
  wish: Priority | null
  due_at: Date | null
  queued_at: Date
  queue_rank: number
}

/** Tickets by id as lists and pages show them, in the order of the ids; `reader` null where the read marks do not matter. */
export async function readTickets(
  db: Reader,
  ticketIds: string[],
  reader: { side: Side; userId: number } | null,
): Promise<TicketRow[]> {
  if (ticketIds.length === 0) return []
  const { rows } = await sql<ListedRow>`
    select t.ticket_id, t.number, t.subject, t.status, t.state, t.lock_reason, t.desk_id, d.name as desk_name,
           t.member_id, p.domain, p.language as portal_language, p.licence, p.licence_type, p.licence_family,
           p.is_enterprise_box, ${titleFor(reader)} as client_title, t.opened_by_user, t.opened_by, t.opened_at, t.last_at, t.active_at,
           t.regulation_version, t.assignee_id,
           s.name as assignee_name, s.photo as assignee_photo, t.last_seq, t.last_public_seq, t.preview,
           t.category, t.priority, t.wish, t.due_at, t.queued_at, t.queue_rank,
           coalesce(mine.seq, 0) as read_seq, coalesce(mine.public_seq, 0) as read_public_seq,
           coalesce(theirs.seq, 0) as other_read_seq, coalesce(theirs.public_seq, 0) as other_read_public_seq
      from unnest(${ticketIds}::uuid[]) with ordinality as wanted (ticket_id, place)
      join tickets t using (ticket_id)
      join desks d on d.desk_id = t.desk_id
      join portals p on p.member_id = t.member_id
      left join desk_staff s on s.desk_id = t.desk_id and s.user_id = t.assignee_id
      left join read_marks mine on mine.ticket_id = t.ticket_id and mine.side = ${reader?.side ?? ''}
            and mine.user_id = ${reader?.userId ?? 0}
      left join lateral (
        select max(seq) as seq, max(public_seq) as public_seq from read_marks r
         where r.ticket_id = t.ticket_id and r.side <> ${reader?.side ?? ''}
      ) theirs on true
     order by wanted.place`.execute(db)
  return rows.map((row) => ({
    ticket: fromState(row),
    regulationVersion: row.regulation_version,
    ticketId: row.ticket_id,
    number: row.number,
    subject: row.subject,
    status: row.status,
    lock: row.lock_reason,
    deskId: row.desk_id,
    deskName: row.desk_name,
    memberId: row.member_id,
    clientTitle: row.client_title,
    portalDomain: row.domain,
    portalLanguage: row.portal_language,
    portalLicence: { licence: row.licence, licenceType: row.licence_type, licenceFamily: row.licence_family },
    portalIsEnterpriseBox: row.is_enterprise_box,
    openedByUser: row.opened_by_user,
    openedBy: row.opened_by,
    openedAt: row.opened_at,
    activeAt: row.active_at,
    assignee:
      row.assignee_id === null
        ? null
        : { userId: row.assignee_id, name: row.assignee_name ?? '', photo: row.assignee_photo },
    lastSeq: row.last_seq,
    lastPublicSeq: row.last_public_seq,
    readSeq: row.read_seq,
    readPublicSeq: row.read_public_seq,
    otherReadSeq: row.other_read_seq,
    otherReadPublicSeq: row.other_read_public_seq,
    preview: row.preview,
    queue: {
      category: row.category,
      priority: row.priority,
      wish: row.wish,
      dueAt: row.due_at,
      queuedAt: row.queued_at,
      rank: row.queue_rank,
    },
  }))
}

/** For each row by the end of an index; where a client reads, it is not asked for. */
function titleFor(reader: { side: Side } | null): RawBuilder<unknown> {
  if (reader?.side === 'client') return sql`null::text`
  return sql`(select c.title from client_titles c where c.desk_id = t.desk_id and c.member_id = t.member_id)`
}

/** Those of these tickets that wait for a person. */
export async function findWaiting(db: Reader, ticketIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ ticket_id: string }>`
    select ticket_id from tickets
     where ticket_id = any(${ticketIds}::uuid[]) and status = 'queued' and lock_reason is null`.execute(db)
  return rows.map((row) => row.ticket_id)
}

/** A client's tickets, newest activity first, by keyset: no offsets, no counts (design, decision 9). */
export async function listTicketIds(
  db: Reader,
  own: { memberId: string; userId: number },
  input: Pick<ListTicketsInput, 'filter'> & { limit: number },
  after: TimedPlace | null,
): Promise<string[]> {
  const place = after === null ? sql`true` : sql`(t.active_at, t.ticket_id) < (${after.at}, ${after.id}::uuid)`
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

/** Of a portal at a desk, those that are neither closed nor resolved. */
export async function countOpenTickets(db: Reader, memberId: string, deskId: string): Promise<number> {
  const { count } = await db
    .selectFrom('tickets')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('member_id', '=', memberId)
    .where('desk_id', '=', deskId)
    .where('status', 'not in', ['closed', 'resolved'])
    .executeTakeFirstOrThrow()
  return count
}

/** When the portal's live connection to this desk began, for the client's details. */
export async function connectedSince(db: Reader, memberId: string, deskId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('connections')
    .select('started_at')
    .where('member_id', '=', memberId)
    .where('desk_id', '=', deskId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row?.started_at ?? null
}
