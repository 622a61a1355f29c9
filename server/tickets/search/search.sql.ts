import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import { deskWord, portalWord, quoted } from './domain/searchTerms.ts'

export type SearchScope = { side: 'desk'; deskId: string } | { side: 'client'; memberId: string }
export type Found = { ticketId: string; writtenAt: Date }
type Search = {
  searchTerms: string
  after: Found | null
  limit: number
  /** On `tickets t`, without the scope's own. */
  conditions: readonly RawBuilder<unknown>[]
  /** Closed ones are not searched. */
  isOpenOnly: boolean
  /** The conditions say more than open or closed: perhaps few tickets meet them. */
  isNarrow: boolean
}
type Walk = { found: Found[]; walked: number; last: Found | null }

/** So many of the newest are checked one by one at first. */
const walkedFirst = 400
/** Beyond so many the index is asked for all there are. */
const mostWalked = 4000
/** So many tickets that meet the conditions are read one by one. */
const few = 3000

/**
 * Tickets that have all the words, those last written in first. Where few meet the conditions these are checked. A
 * common word is found among the newest at once; of a rare one the index knows all there are, and they are few. No way alone
 * is quick for all (at a million tickets the walk takes seconds for a word that nobody wrote, sorting a word that everybody
 * wrote nearly as long).
 */
export async function searchTickets(db: Reader, scope: SearchScope, search: Search): Promise<Found[]> {
  const among = search.isNarrow ? await searchFew(db, scope, search) : null
  if (among !== null) return among
  const found: Found[] = []
  let [after, atOnce, walked] = [search.after, walkedFirst, 0]
  while (walked + atOnce <= mostWalked) {
    const walk = await walkNewest(db, scope, { ...search, after, limit: search.limit - found.length }, atOnce)
    found.push(...walk.found)
    walked += walk.walked
    const missing = search.limit - found.length
    if (missing === 0 || walk.walked < atOnce) return found
    if (found.length === 0) break
    after = walk.last
    // As dense as until now, and half as many again, so that it is the last time.
    atOnce = Math.ceil(((missing * walked) / found.length) * 1.5)
  }
  return findAll(db, scope, search)
}

/** Null where more than a few tickets meet the conditions. */
async function searchFew(db: Reader, scope: SearchScope, search: Search): Promise<Found[] | null> {
  const own = scope.side === 'desk' ? sql`t.desk_id = ${scope.deskId}` : sql`t.member_id = ${scope.memberId}`
  const { rows } = await sql<{ ticket_id: string | null; said_at: Date; there: number }>`
    with those as materialized (
      select t.ticket_id from tickets t where ${sql.join([own, ...search.conditions], sql` and `)} limit ${few + 1}
    )
    select f.ticket_id, f.said_at, counted.there
      from (select count(*)::int as there from those) counted
      left join lateral (
        select w.ticket_id, w.said_at from those join ticket_words w using (ticket_id)
         where counted.there <= ${few} and ${matches(scope, search.searchTerms)} and ${behind(search.after)}
         order by w.said_at desc, w.ticket_id desc limit ${search.limit}
      ) f on true
     order by f.said_at desc, f.ticket_id desc`.execute(db)
  return (rows[0]?.there ?? 0) <= few ? rows.flatMap(toFound) : null
}

async function walkNewest(db: Reader, scope: SearchScope, search: Search, atOnce: number): Promise<Walk> {
  const { rows } = await sql<{
    ticket_id: string | null
    said_at: Date
    walked: number
    last_id: string
    last_at: Date
  }>`
    with newest as materialized (
      select w.* from ticket_words w
       where ${scope.side === 'desk' ? sql`w.desk_id = ${scope.deskId}` : sql`w.member_id = ${scope.memberId}`}
         and ${openOnly(search)} and ${behind(search.after)}
       order by w.said_at desc, w.ticket_id desc limit ${atOnce}
    )
    select f.ticket_id, f.said_at, walked.*
      from (select count(*) over ()::int as walked, ticket_id as last_id, said_at as last_at from newest
             order by said_at, ticket_id limit 1) walked
      left join lateral (
        select w.ticket_id, w.said_at from newest w
         where ${matches(scope, search.searchTerms)} and ${fits(search)}
         order by w.said_at desc, w.ticket_id desc limit ${search.limit}
      ) f on true
     order by f.said_at desc, f.ticket_id desc`.execute(db)
  const [first] = rows
  const last = first === undefined ? null : { ticketId: first.last_id, writtenAt: first.last_at }
  return { found: rows.flatMap(toFound), walked: first?.walked ?? 0, last }
}

/** Sorted before the tickets themselves are read, so that this ends with the page. */
async function findAll(db: Reader, scope: SearchScope, search: Search): Promise<Found[]> {
  const owner = scope.side === 'desk' ? deskWord(scope.deskId) : portalWord(scope.memberId)
  const { rows } = await sql<{ ticket_id: string | null; said_at: Date }>`
    with found as materialized (
      select w.ticket_id, w.said_at from ticket_words w
       where ${matches(scope, `${quoted(owner)} & ${search.searchTerms}`)} and ${openOnly(search)} and ${behind(search.after)}
    )
    select w.ticket_id, w.said_at
      from (select * from found order by said_at desc, ticket_id desc offset 0) w
     where ${fits(search)}
     order by w.said_at desc, w.ticket_id desc limit ${search.limit}`.execute(db)
  return rows.flatMap(toFound)
}

/** T8: a client finds nothing by what is written in a note. */
function matches(scope: SearchScope, searchTerms: string): RawBuilder<unknown> {
  if (scope.side === 'client') return sql`w.words @@ ${searchTerms}::tsquery`
  return sql`(w.words @@ ${searchTerms}::tsquery or w.note_words @@ ${searchTerms}::tsquery)`
}

function openOnly({ isOpenOnly }: Search): RawBuilder<unknown> {
  return isOpenOnly ? sql`w.is_open` : sql`true`
}

function fits({ conditions }: Search): RawBuilder<unknown> {
  if (conditions.length === 0) return sql`true`
  return sql`exists (select 1 from tickets t where t.ticket_id = w.ticket_id and ${sql.join([...conditions], sql` and `)} offset 0)`
}

function behind(after: Found | null): RawBuilder<unknown> {
  if (after === null) return sql`true`
  return sql`(w.said_at, w.ticket_id) < (${after.writtenAt}, ${after.ticketId}::uuid)`
}

function toFound(row: { ticket_id: string | null; said_at: Date }): Found[] {
  return row.ticket_id === null ? [] : [{ ticketId: row.ticket_id, writtenAt: row.said_at }]
}
