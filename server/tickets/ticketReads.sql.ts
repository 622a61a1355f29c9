import { sql } from 'kysely'
import type { Category, Priority } from '#contract/regulations/base.types.ts'
import type { LockReason, TicketStatus } from '#contract/tickets/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'

/** One journal entry of a ticket, with the message it is about as that message is now. */
export type TicketEntry = {
  ticketId: string
  seq: number
  publicSeq: number | null
  at: Date
  type: string
  actor: JournalActor
  payload: Record<string, unknown>
  message: EntryMessage | null
}
export type EntryMessage = {
  messageId: string
  seq: number
  publicSeq: number | null
  kind: 'public' | 'note'
  isQuestion: boolean
  text: string
  at: Date
  editedAt: Date | null
  deletedAt: Date | null
}

type EntryRow = {
  ticket_id: string
  seq: number
  public_seq: number | null
  at: Date
  type: string
  actor: JournalActor
  payload: Record<string, unknown>
  message_id: string | null
  message_seq: number | null
  message_public_seq: number | null
  kind: 'public' | 'note' | null
  is_question: boolean | null
  text: string | null
  sent_at: Date | null
  edited_at: Date | null
  deleted_at: Date | null
}

const columns = sql`
  entry.ticket_id, entry.seq, entry.public_seq, entry.at, entry.type, entry.actor, entry.payload,
  m.message_id, m.seq as message_seq, m.public_seq as message_public_seq, m.kind, m.is_question, m.text,
  m.at as sent_at, m.edited_at, m.deleted_at`

/** A message's text stands in one place only; later entries about it name the number it was sent under. */
const itsMessage = sql`
  left join messages m on m.ticket_id = entry.ticket_id and entry.type like 'message.%'
        and m.seq = coalesce((entry.payload ->> 'messageSeq')::bigint, entry.seq)`

/** Newest entries before a number, in the reader's own numbering; oldest first in the answer. */
export async function readEntriesBefore(
  db: Reader,
  ticketId: string,
  side: 'client' | 'desk',
  before: number,
  limit: number,
): Promise<TicketEntry[]> {
  const number = side === 'client' ? sql`entry.public_seq` : sql`entry.seq`
  const { rows } = await sql<EntryRow>`
    select ${columns} from journal entry ${itsMessage}
     where entry.ticket_id = ${ticketId} and ${number} < ${before}
     order by entry.seq desc limit ${limit}`.execute(db)
  return rows.map(toEntry).toReversed()
}

export async function readEntriesAfter(
  db: Reader,
  ticketId: string,
  side: 'client' | 'desk',
  after: number,
  limit: number,
): Promise<TicketEntry[]> {
  const number = side === 'client' ? sql`entry.public_seq` : sql`entry.seq`
  const { rows } = await sql<EntryRow>`
    select ${columns} from journal entry ${itsMessage}
     where entry.ticket_id = ${ticketId} and ${number} > ${after}
     order by entry.seq limit ${limit}`.execute(db)
  return rows.map(toEntry)
}

/** What the gateway asks after a wake-up: many tickets, each after its own number, in one statement. */
export async function readEntriesOfMany(
  db: Reader,
  wanted: { ticketId: string; after: number }[],
  limit: number,
): Promise<TicketEntry[]> {
  const { rows } = await sql<EntryRow>`
    select ${columns}
      from unnest(${wanted.map((one) => one.ticketId)}::uuid[], ${wanted.map((one) => one.after)}::bigint[])
             as wanted (ticket_id, after)
     cross join lateral (
        select * from journal where journal.ticket_id = wanted.ticket_id and journal.seq > wanted.after
         order by journal.seq limit ${limit}
     ) entry ${itsMessage}
     order by entry.ticket_id, entry.seq`.execute(db)
  return rows.map(toEntry)
}

function toEntry(row: EntryRow): TicketEntry {
  const isWritten = row.message_id !== null && row.message_seq !== null && row.sent_at !== null
  return {
    ticketId: row.ticket_id,
    seq: row.seq,
    publicSeq: row.public_seq,
    at: row.at,
    type: row.type,
    actor: row.actor,
    payload: row.payload,
    message: !isWritten
      ? null
      : {
          messageId: row.message_id ?? '',
          seq: row.message_seq ?? 0,
          publicSeq: row.message_public_seq,
          kind: row.kind ?? 'note',
          isQuestion: row.is_question ?? false,
          text: row.text ?? '',
          at: row.sent_at ?? row.at,
          editedAt: row.edited_at,
          deletedAt: row.deleted_at,
        },
  }
}

export type TicketRow = {
  ticketId: string
  number: string
  subject: string
  status: TicketStatus
  state: Record<string, unknown>
  lock: LockReason | null
  deskId: string
  deskName: string
  memberId: string
  portalDomain: string
  portalLicence: string
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
  queue: { category: Category | null; priority: Priority; dueAt: Date | null; queuedAt: Date; rank: number }
}

type ListedRow = {
  ticket_id: string
  number: string
  subject: string
  status: TicketStatus
  state: Record<string, unknown>
  lock_reason: LockReason | null
  desk_id: string
  desk_name: string
  member_id: string
  domain: string
  licence: string
  is_enterprise_box: boolean
  opened_by_user: number
  opened_by: string
  opened_at: Date
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
  due_at: Date | null
  queued_at: Date
  queue_rank: number
}

/** Tickets by id as lists and pages show them, in the order of the ids; `reader` null where the read marks do not matter. */
export async function readTickets(
  db: Reader,
  ticketIds: string[],
  reader: { side: 'client' | 'desk'; userId: number } | null,
): Promise<TicketRow[]> {
  if (ticketIds.length === 0) return []
  const { rows } = await sql<ListedRow>`
    select t.ticket_id, t.number, t.subject, t.status, t.state, t.lock_reason, t.desk_id, d.name as desk_name,
           t.member_id, p.domain, p.licence, p.is_enterprise_box, t.opened_by_user, t.opened_by, t.opened_at, t.active_at, t.assignee_id,
           s.name as assignee_name, s.photo as assignee_photo, t.last_seq, t.last_public_seq, t.preview,
           t.category, t.priority, t.due_at, t.queued_at, t.queue_rank,
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
    ticketId: row.ticket_id,
    number: row.number,
    subject: row.subject,
    status: row.status,
    state: row.state,
    lock: row.lock_reason,
    deskId: row.desk_id,
    deskName: row.desk_name,
    memberId: row.member_id,
    portalDomain: row.domain,
    portalLicence: row.licence,
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
      dueAt: row.due_at,
      queuedAt: row.queued_at,
      rank: row.queue_rank,
    },
  }))
}

/** Whose ticket it is; null when there is none by that id. */
export async function findOwners(db: Reader, ticketId: string): Promise<{ memberId: string; deskId: string } | null> {
  const row = await db
    .selectFrom('tickets')
    .select(['member_id', 'desk_id'])
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()
  return row === undefined ? null : { memberId: row.member_id, deskId: row.desk_id }
}

/** Where somebody wants to go on reading: `after` is in the reader's own numbering. */
export type WatchedPlace = { ticketId: string; after: number }
type Place = { memberId: string; deskId: string; clientPosition: number; deskPosition: number }

/** Whose tickets they are, and the desk's number behind which each side's reader is; null where there is none by that id. */
export async function findPlaces(db: Reader, wanted: readonly WatchedPlace[]): Promise<(Place | null)[]> {
  const { rows } = await sql<{
    member_id: string | null
    desk_id: string | null
    client_position: number | null
    desk_position: number | null
  }>`
    select t.member_id, t.desk_id,
           (select seq from journal where ticket_id = t.ticket_id and public_seq <= wanted.after
             order by seq desc limit 1) as client_position,
           (select seq from journal where ticket_id = t.ticket_id and seq <= wanted.after
             order by seq desc limit 1) as desk_position
      from unnest(${wanted.map((one) => one.ticketId)}::uuid[], ${wanted.map((one) => one.after)}::bigint[])
             with ordinality as wanted (ticket_id, after, place)
      left join tickets t on t.ticket_id = wanted.ticket_id
     order by wanted.place`.execute(db)
  return rows.map(({ member_id: memberId, desk_id: deskId, ...row }) =>
    memberId === null || deskId === null
      ? null
      : { memberId, deskId, clientPosition: row.client_position ?? 0, deskPosition: row.desk_position ?? 0 },
  )
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
