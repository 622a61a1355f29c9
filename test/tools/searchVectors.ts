import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import * as v from 'valibot'
import { openStore, type Db } from '#server/platform/db/db.ts'
import { makeTransaction } from '#server/platform/db/unitOfWork.ts'
import { searchedFor } from '#server/tickets/search/domain/searchTerms.ts'
import { searchTickets } from '#server/tickets/search/search.sql.ts'
import { searchIndexProjection } from '#server/tickets/search/searchIndex.reactions.ts'
import { catchUp } from '#test/support/catchUp.ts'
import { startDatabase } from '#test/support/database.ts'

export const searchFile = v.array(
  v.object({ id: v.string(), texts: v.array(v.string()), query: v.string(), found: v.array(v.number()) }),
)
const noLog = {
  error(what: unknown) {
    throw new Error('a text was not indexed', { cause: what })
  },
}
type Case = v.InferOutput<typeof searchFile>[number]

/** Each text is a ticket's message, indexed and searched in a database of this run alone; each case is a portal of its own. */
export async function searchOutcomes(input: unknown): Promise<{ name: string; expected: unknown; got: unknown }[]> {
  const cases = v.parse(searchFile, input)
  const server = await startDatabase({ fsync: false })
  const database = await server.clone()
  const store = openStore(database.url, 2)
  try {
    return await searchIn(store.db, cases)
  } finally {
    await store.close()
    await server.stop()
  }
}

export async function searchIn(
  db: Db,
  cases: readonly Case[],
): Promise<{ name: string; expected: unknown; got: unknown }[]> {
  const portals = await insertTexts(db, cases)
  await catchUp({ transaction: makeTransaction(db, () => {}), log: noLog }, searchIndexProjection)
  return Promise.all(
    cases.map(async ({ id, query, found, texts }, index) => {
      const { memberId = '', ticketIds = [] } = portals[index] ?? {}
      const got = await placesFound(db, memberId, { query, ticketIds, limit: texts.length })
      return { name: `${id} (${query})`, expected: found.toSorted(byPlace), got }
    }),
  )
}

async function placesFound(
  db: Db,
  memberId: string,
  { query, ticketIds, limit }: { query: string; ticketIds: readonly string[]; limit: number },
): Promise<number[]> {
  const searchTerms = searchedFor(query)
  if (searchTerms === null) return []
  const asked = { searchTerms, after: null, limit: limit + 1, conditions: [], isOpenOnly: false, isNarrow: false }
  const found = await searchTickets(db, { side: 'client', memberId }, asked)
  return found.map(({ ticketId }) => ticketIds.indexOf(ticketId)).toSorted(byPlace)
}

type Portal = { memberId: string; ticketIds: string[] }

/** Tickets that consist of their message: nothing is found by their number or subject. */
async function insertTexts(db: Db, cases: readonly Case[]): Promise<Portal[]> {
  const portals = cases.map(({ texts }, index) => ({
    memberId: `case-${index}`,
    ticketIds: texts.map(() => randomUUID()),
  }))
  const rows = portals.flatMap(({ memberId, ticketIds }, index) =>
    ticketIds.map((ticket_id, place) => ({ ticket_id, member_id: memberId, text: cases[index]?.texts[place] ?? '' })),
  )
  const deskId = randomUUID()
  await sql`
    insert into portals (member_id, domain, client_endpoint, server_endpoint, client_id)
    select member_id, member_id || '.example', '', '', '' from unnest(${['desk', ...portals.map(({ memberId }) => memberId)]}::text[]) member_id`.execute(
    db,
  )
  await sql`
    insert into desks (desk_id, kind, name, member_id, regulation, number_prefix, created_at)
    values (${deskId}::uuid, 'partner', 'Vectors', 'desk', 'support24', 'VEC', now())`.execute(db)
  await sql`
    with written as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (ticket_id uuid, member_id text, text text)),
    opened as (
      insert into tickets (ticket_id, desk_id, member_id, number, subject, status, state, opened_by_user, opened_by, opened_at,
                           regulation_version, last_at, active_at, last_seq, last_public_seq, queued_at)
      select ticket_id, ${deskId}::uuid, member_id, translate(ticket_id::text, '0123456789-', 'ghijklmnopq'), '', 'queued',
             '{}'::jsonb, 1, '', now(), 1, now(), now(), 1, 1, now() from written
    )
    insert into messages (message_id, ticket_id, seq, public_seq, side, author_member, author_id, author_name, kind, text, at)
    select gen_random_uuid(), ticket_id, 1, 1, 'client', member_id, 1, '', 'public', text, now() from written`.execute(
    db,
  )
  return portals
}

function byPlace(one: number, other: number): number {
  return one - other
}
