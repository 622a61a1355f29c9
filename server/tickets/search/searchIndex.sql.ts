import { sql } from 'kysely'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { WalkedPage } from '#server/platform/journal/projectionWalks.ts'
import { deskWord, portalWord, stemsOf } from './domain/searchTerms.ts'

/** Beyond so many different words a ticket is found by those that it has. */
const mostWords = 20_000

/** Within it the order of what is found does not change: a place in the order costs more than the words do. */
const sameMinute = '1 minute'

/** What a ticket is found by: raised where `stemsOf` finds other terms in its texts, or there are other texts, so that all are indexed anew. */
export const wordsRevision = 3

type WrittenRow = {
  ticket_id: string
  desk_id: string
  member_id: string
  /** Number, subject and answers of the intake where the whole ticket is read, empty where one message joins it. */
  head: string
  said_at: Date
  texts: string[] | null
  notes: string[] | null
  upto_seq: number
}

/** Whole tickets: new ones, and those in which a text was changed. By the number of a duplicate the ticket is found in which it goes on. */
export async function indexTickets(unit: UnitOfWork, ticketIds: readonly string[]): Promise<void> {
  if (ticketIds.length === 0) return
  const { rows } = await sql<WrittenRow>`
    select t.ticket_id, t.desk_id, t.member_id, t.active_at as said_at,
           concat_ws(' ', t.number, t.subject,
             (select string_agg(d.number, ' ') from tickets d where d.merged_into = t.ticket_id),
             (select string_agg(a ->> 'text', ' ') from tickets_intakes i, jsonb_array_elements(i.answers -> 'answers') a
               where i.ticket_id = t.ticket_id)) as head,
           array_agg(m.text) filter (where m.kind = 'public') as texts,
           array_agg(m.text) filter (where m.kind = 'note') as notes,
           coalesce(max(m.seq), 0) as upto_seq
      from tickets t left join messages m on m.ticket_id = t.ticket_id and m.deleted_at is null
     where t.ticket_id = any(${ticketIds}::uuid[]) group by t.ticket_id`.execute(unit.tx)
  await save(unit, rows, {
    words: sql`excluded.words`,
    noteWords: sql`excluded.note_words`,
    revision: sql`excluded.revision`,
  })
}

/** The terms of new messages join those that their tickets have; one that has none yet is found by the walk (P9). */
export async function indexNewMessages(unit: UnitOfWork, ticketIds: readonly string[]): Promise<void> {
  if (ticketIds.length === 0) return
  const { rows } = await sql<WrittenRow>`
    select k.ticket_id, k.desk_id, k.member_id, '' as head, max(m.at) as said_at,
           array_agg(m.text) filter (where m.kind = 'public') as texts,
           array_agg(m.text) filter (where m.kind = 'note') as notes,
           max(m.seq) as upto_seq
      from ticket_words k
      join messages m on m.ticket_id = k.ticket_id and m.seq > k.upto_seq and m.deleted_at is null
     where k.ticket_id = any(${ticketIds}::uuid[])
     group by k.ticket_id`.execute(unit.tx)
  // What stands there already may be of an earlier revision: the walk comes to it.
  await save(unit, rows, { words: joined('words'), noteWords: joined('note_words'), revision: sql`known.revision` })
}

/** The very same value where no word is new: then no index has to change. */
function joined(column: 'words' | 'note_words') {
  const [known, fresh] = [sql.ref(`known.${column}`), sql.ref(`excluded.${column}`)]
  return sql`
    case when length(${known}) >= ${mostWords} or length(${known} || ${fresh}) = length(${known})
      then ${known} else ${known} || ${fresh} end`
}

type Kept = Record<'words' | 'noteWords' | 'revision', ReturnType<typeof sql>>

async function save(unit: UnitOfWork, rows: WrittenRow[], kept: Kept): Promise<void> {
  if (rows.length === 0) return
  const vectors = rows.map((row) => ({
    ticket_id: row.ticket_id,
    desk_id: row.desk_id,
    member_id: row.member_id,
    said_at: row.said_at,
    words: vectorOf(row, [row.head, ...(row.texts ?? [])]),
    note_words: row.notes === null ? [] : vectorOf(row, row.notes),
    upto_seq: row.upto_seq,
  }))
  await sql`
    insert into ticket_words as known (ticket_id, desk_id, member_id, said_at, words, note_words, upto_seq, revision)
    select ticket_id, desk_id, member_id, said_at, array_to_tsvector(words), array_to_tsvector(note_words), upto_seq,
           ${wordsRevision}
      from jsonb_to_recordset(${JSON.stringify(vectors)}::jsonb)
             as written (ticket_id uuid, desk_id uuid, member_id text, said_at timestamptz, words text[], note_words text[],
                     upto_seq bigint)
    on conflict (ticket_id) do update
       set words = ${kept.words}, note_words = ${kept.noteWords}, revision = ${kept.revision}, upto_seq = greatest(known.upto_seq, excluded.upto_seq),
           said_at = case when excluded.said_at > known.said_at + ${sameMinute}::interval
                       then excluded.said_at else known.said_at end`.execute(unit.tx)
}

/** Whether they are open, as the tickets are now. */
export async function markOpen(unit: UnitOfWork, ticketIds: readonly string[]): Promise<void> {
  if (ticketIds.length === 0) return
  await sql`
    update ticket_words w set is_open = t.status <> 'closed' from tickets t
     where w.ticket_id = any(${ticketIds}::uuid[]) and t.ticket_id = w.ticket_id
       and w.is_open <> (t.status <> 'closed')`.execute(unit.tx)
}

function vectorOf(row: WrittenRow, texts: readonly string[]): string[] {
  return [...stemsOf(texts.join('\n')).slice(0, mostWords), deskWord(row.desk_id), portalWord(row.member_id)]
}

/** P9: those of the next tickets whose words, or whether they are open, are not as they should be. Each is a look into indexes. */
export async function findUnindexed(unit: UnitOfWork, after: string | null, limit: number): Promise<WalkedPage> {
  const { rows } = await sql<{ ticketIds: string[]; end: string | null }>`
    with walked as materialized (
      select t.ticket_id, t.status from tickets t
       where ${after === null ? sql`true` : sql`t.ticket_id > ${after}::uuid`} order by t.ticket_id limit ${limit}
    )
    select array(select w.ticket_id from walked w
                  where (select k.is_open = (w.status <> 'closed') and k.revision >= ${wordsRevision}
                                and not exists (select 1 from messages m where m.ticket_id = k.ticket_id
                                                   and m.seq > k.upto_seq and m.deleted_at is null)
                           from ticket_words k where k.ticket_id = w.ticket_id) is not true
                  order by w.ticket_id) as "ticketIds",
           (select w.ticket_id from walked w order by w.ticket_id offset ${limit - 1}) as end`.execute(unit.tx)
  return rows[0] ?? { ticketIds: [], end: null }
}

/** Whoever indexes does it alone: a whole ticket read here must not lose a message added there. */
export async function lockIndex(unit: UnitOfWork): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('ticket words'))`.execute(unit.tx)
}
