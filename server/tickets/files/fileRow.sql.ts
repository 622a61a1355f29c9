import { sql } from 'kysely'
import type { FileKind } from '#contract/tickets/files.types.ts'
import type { Reader } from '#server/platform/db/db.ts'

/** A file as its row and its content say it. */
export type StoredFile = {
  fileId: string
  deskId: string
  name: string
  bytes: number
  madeAt: Date
  refused: string | null
  contentId: string | null
  isGone: boolean
  kind: FileKind
  type: string
  width: number | null
  height: number | null
  hasThumbnail: boolean
  /** Of the message that it goes with; null while it goes with none. */
  ticketId: string | null
  isNote: boolean
}

type Row = {
  side: 'client' | 'desk'
  member_id: string
  user_id: number
  file_id: string
  desk_id: string
  name: string
  bytes: number
  made_at: Date
  refused: string | null
  content_id: string | null
  removed_at: Date | null
  kind: FileKind | null
  type: string | null
  width: number | null
  height: number | null
  has_thumbnail: boolean | null
  ticket_id: string | null
  is_note: boolean | null
}

const columns = sql`
  f.side, f.member_id, f.user_id, f.file_id, f.desk_id, f.name, f.bytes, f.made_at, f.refused, f.content_id, f.removed_at, f.ticket_id, f.is_note,
  c.kind, c.type, c.width, c.height, c.has_thumbnail`
const itsContent = sql`left join ticket_file_contents c on c.content_id = f.content_id`

/** With whoever has sent it, and on which side. */
export type OwnFile = StoredFile & { side: 'client' | 'desk'; sender: Person }

type Person = { memberId: string; userId: number }

/** Of whoever has sent it, also after it went with a message; what was not sent in time is not there. */
export async function findOwnFile(db: Reader, person: Person, fileId: string, at: Date): Promise<OwnFile | null> {
  const { rows } = await sql<Row>`
    select ${columns} from ticket_files f ${itsContent}
     where f.file_id = ${fileId} and f.member_id = ${person.memberId} and f.user_id = ${person.userId}
       and (f.expires_at is null or f.expires_at > ${at})`.execute(db)
  return rows.map(toFile)[0] ?? null
}

/** Those of the ids that there are, whoever may see them, with whose ticket each goes. */
export async function findFiles(db: Reader, fileIds: readonly string[]): Promise<(OwnFile & { memberId: string })[]> {
  const { rows } = await sql<Row & { owner: string | null }>`
    select ${columns}, t.member_id as owner from ticket_files f ${itsContent}
      left join tickets t on t.ticket_id = f.ticket_id
     where f.file_id = any(${fileIds}::uuid[])`.execute(db)
  return rows.map((row) => ({
    ...toFile(row),
    memberId: row.owner ?? row.member_id,
  }))
}

/** Of one message, in their order: their ids, as they were sent with it. */
export async function listFileIds(db: Reader, ticketId: string, messageSeq: number): Promise<string[]> {
  const { rows } = await sql<{ file_id: string }>`
    select file_id from ticket_files where ticket_id = ${ticketId} and message_seq = ${messageSeq} order by place`.execute(
    db,
  )
  return rows.map((row) => row.file_id)
}

/** As JSON, of the message `m` of the statement that this stands in. */
export const filesOfMessage = sql`
  select json_agg(json_build_object(
           'fileId', f.file_id, 'name', f.name, 'bytes', f.bytes, 'isGone', f.removed_at is not null,
           'kind', coalesce(c.kind, 'other'), 'type', coalesce(c.type, 'application/octet-stream'),
           'width', c.width, 'height', c.height, 'hasThumbnail', coalesce(c.has_thumbnail, false)) order by f.place)
    from ticket_files f ${itsContent} where f.ticket_id = m.ticket_id and f.message_seq = m.seq`

function toFile(row: Row): OwnFile {
  return {
    side: row.side,
    sender: { memberId: row.member_id, userId: row.user_id },
    fileId: row.file_id,
    deskId: row.desk_id,
    name: row.name,
    bytes: row.bytes,
    madeAt: row.made_at,
    refused: row.refused,
    contentId: row.content_id,
    isGone: row.removed_at !== null,
    kind: row.kind ?? 'other',
    type: row.type ?? 'application/octet-stream',
    width: row.width,
    height: row.height,
    hasThumbnail: row.has_thumbnail ?? false,
    ticketId: row.ticket_id,
    isNote: row.is_note ?? false,
  }
}
