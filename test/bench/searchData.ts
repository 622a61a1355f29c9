import { sql } from 'kysely'
import type { Db } from '#server/platform/db/db.ts'
import { wordsRevision } from '#server/tickets/search/searchIndex.sql.ts'
import { deskWord, portalWord, stemsOf } from '#server/tickets/search/domain/searchTerms.ts'
import { insertTickets, rootOf, type Numbers, type QueueOwners } from './queueData.ts'

/** So many messages has each ticket, of so many words; the last one is a note. */
export const messagesATicket = 8
const wordsAMessage = 12

/** The first ones are in nearly every ticket, the last ones in one of two thousand. */
export const spoken: readonly string[] = Array.from({ length: 40_000 }, (_, index) => rootOf(index))
const stems = spoken.map((word) => stemsOf(word))

type Row = { ticket_id: string; n: number; member_id: string; at: Date }

/** Tickets of one desk with their messages and the words that these are found by. */
export async function insertConversations(db: Db, owners: QueueOwners, numbers: Numbers): Promise<void> {
  await insertTickets(db, owners, numbers)
  const { rows } = await sql<Row>`
    update tickets set last_seq = ${messagesATicket}, last_public_seq = ${messagesATicket - 1}
     where desk_id = ${owners.deskId}::uuid and last_seq = 1
    returning ticket_id, substr(number, 7)::int as n, member_id, active_at as at`.execute(db)
  const said = rows.map((row) => ({ ...row, words: wordsOf(row.n) }))
  await insertMessages(db, said)
  await insertWords(db, owners, said)
}

type Said = Row & { words: number[][] }

async function insertMessages(db: Db, tickets: readonly Said[]): Promise<void> {
  const texts = tickets.flatMap(({ words }) => words.map((one) => one.map((index) => spoken[index]).join(' ')))
  await sql`
    insert into messages (message_id, ticket_id, seq, public_seq, side, author_member, author_id, author_name, kind, text, at)
    select gen_random_uuid(), t.ticket_id, m, case when m < last then m end,
           case when m % 2 = 1 then 'client' else 'desk' end, t.member_id, 1, 'Клиент',
           case when m < last then 'public' else 'note' end, said.text, t.active_at - (last - m) * interval '1 minute'
      from unnest(${texts}::text[]) with ordinality said (text, place)
     cross join lateral (select ${messagesATicket}::int as last) counted
     cross join lateral (select 1 + (place - 1) % last as m, 1 + (place - 1) / last as ticket) placed
      join unnest(${tickets.map((one) => one.ticket_id)}::uuid[]) with ordinality named (ticket_id, ticket) using (ticket)
      join tickets t on t.ticket_id = named.ticket_id`.execute(db)
}

async function insertWords(db: Db, { deskId }: QueueOwners, tickets: readonly Said[]): Promise<void> {
  const vectors = tickets.map(({ ticket_id, n, member_id, words }) => {
    const owned = [deskWord(deskId), portalWord(member_id)]
    return {
      ticket_id,
      words: [...termsOf(words.slice(0, -1)), String(n), ...owned],
      note_words: [...termsOf(words.slice(-1)), ...owned],
    }
  })
  await sql`
    insert into ticket_words (ticket_id, desk_id, member_id, said_at, is_open, revision, upto_seq, words, note_words)
    select t.ticket_id, t.desk_id, t.member_id, t.active_at, t.status <> 'closed', ${wordsRevision}, ${messagesATicket},
           array_to_tsvector(written.words), array_to_tsvector(written.note_words)
      from jsonb_to_recordset(${JSON.stringify(vectors)}::jsonb) as written (ticket_id uuid, words text[], note_words text[])
      join tickets t using (ticket_id)`.execute(db)
}

export async function settleConversations(db: Db): Promise<void> {
  for (const table of ['tickets', 'messages', 'ticket_words']) {
    await sql`vacuum (analyze) ${sql.table(table)}`.execute(db)
  }
}

function termsOf(messages: readonly number[][]): Set<string> {
  return new Set(messages.flat().flatMap((index) => stems[index] ?? []))
}

/** Which words stand in each message of a ticket: of the common ones many, and the same at each run. */
function wordsOf(n: number): number[][] {
  let state = n * 2_654_435_761
  return Array.from({ length: messagesATicket }, () =>
    Array.from({ length: wordsAMessage }, () => {
      state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
      return Math.floor(spoken.length * (((state >>> 8) & 0xffff) / 0x10000) ** 4)
    }),
  )
}
