import { sql } from 'kysely'
import type { JournalEvent } from '#contract/events.ts'
import type { Mentioned } from '#contract/tickets/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import { parseEvent } from '#server/platform/journal/journalEvents.ts'
import type { Side } from '../domain/side.ts'
import { filesOfMessage, type StoredFile } from '../files/fileRow.sql.ts'
import { shownEvents } from './domain/shownEvents.ts'

/** One journal entry of a ticket, with the message it is about as that message is now. */
export type TicketEntry = {
  ticketId: string
  seq: number
  publicSeq: number | null
  at: Date
  actor: JournalActor
  /** What happened; null where a conversation does not show it, or this release cannot read it. */
  event: JournalEvent<(typeof shownEvents)[number]> | null
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
  mentions: Mentioned[]
  files: readonly EntryFile[]
}
/** As JSON has it. */
export type EntryFile = Pick<
  StoredFile,
  'fileId' | 'name' | 'bytes' | 'kind' | 'type' | 'width' | 'height' | 'hasThumbnail' | 'isGone'
>

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
  mentions: Mentioned[] | null
  files: EntryFile[] | null
}

/** Most messages mention nobody; whoever has left the desk is not named any more. */
const mentioned = sql`
  case when m.mentions <> '{}' then (
    select json_agg(json_build_object('userId', s.user_id, 'name', s.name) order by s.name) from desk_staff s
     where s.user_id = any(m.mentions) and s.desk_id = (select t.desk_id from tickets t where t.ticket_id = m.ticket_id)
  ) end as mentions`

const columns = sql`
  entry.ticket_id, entry.seq, entry.public_seq, entry.at, entry.type, entry.actor, entry.payload,
  m.message_id, m.seq as message_seq, m.public_seq as message_public_seq, m.kind, m.is_question, m.text,
  m.at as sent_at, m.edited_at, m.deleted_at, ${mentioned},
  case when m.has_files then (${filesOfMessage}) end as files`

/** A message's text is kept in one place only; later entries about it name the number it was sent under. */
const itsMessage = sql`
  left join messages m on m.ticket_id = entry.ticket_id and entry.type like 'message.%'
        and m.seq = coalesce((entry.payload ->> 'messageSeq')::bigint, entry.seq)`

/** Newest entries before a number, in the reader's own numbering; oldest first in the answer. */
export async function readEntriesBefore(
  db: Reader,
  ticketId: string,
  side: Side,
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
  side: Side,
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

/** What the gateway asks when something was published: many tickets, each after its own number, in one statement. */
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
    actor: row.actor,
    event: parseEvent(shownEvents, row),
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
          mentions: row.mentions ?? [],
          files: row.files ?? [],
        },
  }
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
