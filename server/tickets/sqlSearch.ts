import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#server/platform/db.ts'
import type { Unit } from '#server/platform/unit.ts'
import { deskWord, portalWord, quoted } from './words.ts'

type Reader = Db | Unit['tx']
export type SearchScope = { side: 'desk'; deskId: string } | { side: 'client'; memberId: string }
export type Found = { ticketId: string; saidAt: Date }
type Asked = { words: string; after: Found | null; limit: number; conditions: readonly RawBuilder<unknown>[] }

/** So many of the newest are looked through one by one, before the index is asked for all there are. */
const walkedAtOnce = 3000

/**
 * Tickets in which all the words stand, those last written in first. A common word is found among the newest at once; of a
 * rare one the index knows all there are, and they are few. Neither way alone is quick for both (at a million tickets the
 * walk takes seconds for a word that nobody wrote, sorting a word that everybody wrote nearly as long).
 */
export async function searchTickets(db: Reader, scope: SearchScope, asked: Asked): Promise<Found[]> {
  const { found, isWhole } = await walkNewest(db, scope, asked)
  return isWhole || found.length >= asked.limit ? found : findAll(db, scope, asked)
}

async function walkNewest(db: Reader, scope: SearchScope, asked: Asked) {
  const { rows } = await sql<{ ticket_id: string | null; said_at: Date; walked: number }>`
    with newest as materialized (
      select w.* from ticket_words w
       where ${scope.side === 'desk' ? sql`w.desk_id = ${scope.deskId}` : sql`w.member_id = ${scope.memberId}`}
         and ${behind(asked.after, 'w')}
       order by w.said_at desc, w.ticket_id desc limit ${walkedAtOnce}
    )
    select f.ticket_id, f.said_at, walked.walked
      from (select count(*)::int as walked from newest) walked
      left join lateral (
        select w.ticket_id, w.said_at from newest w
         where ${matches(scope, asked.words)} and ${fits(asked)}
         order by w.said_at desc, w.ticket_id desc limit ${asked.limit}
      ) f on true
     order by f.said_at desc, f.ticket_id desc`.execute(db)
  return { found: rows.flatMap(toFound), isWhole: (rows[0]?.walked ?? 0) < walkedAtOnce }
}

/** Sorted before the tickets themselves are looked at, so that this ends with the page. */
async function findAll(db: Reader, scope: SearchScope, asked: Asked): Promise<Found[]> {
  const owner = scope.side === 'desk' ? deskWord(scope.deskId) : portalWord(scope.memberId)
  const { rows } = await sql<{ ticket_id: string | null; said_at: Date }>`
    with found as materialized (
      select w.ticket_id, w.said_at from ticket_words w
       where ${matches(scope, `${quoted(owner)} & ${asked.words}`)} and ${behind(asked.after, 'w')}
    )
    select w.ticket_id, w.said_at
      from (select * from found order by said_at desc, ticket_id desc offset 0) w
     where ${fits(asked)}
     order by w.said_at desc, w.ticket_id desc limit ${asked.limit}`.execute(db)
  return rows.flatMap(toFound)
}

/** T8: a client finds nothing by what stands in a note. */
function matches(scope: SearchScope, words: string): RawBuilder<unknown> {
  if (scope.side === 'client') return sql`w.words @@ ${words}::tsquery`
  return sql`(w.words @@ ${words}::tsquery or w.note_words @@ ${words}::tsquery)`
}

function fits({ conditions }: Asked): RawBuilder<unknown> {
  if (conditions.length === 0) return sql`true`
  return sql`exists (select 1 from tickets t where t.ticket_id = w.ticket_id and ${sql.join([...conditions], sql` and `)} offset 0)`
}

function behind(after: Found | null, alias: 'w'): RawBuilder<unknown> {
  if (after === null) return sql`true`
  const place = sql`(${sql.ref(`${alias}.said_at`)}, ${sql.ref(`${alias}.ticket_id`)})`
  return sql`${place} < (${after.saidAt}, ${after.ticketId}::uuid)`
}

function toFound(row: { ticket_id: string | null; said_at: Date }): Found[] {
  return row.ticket_id === null ? [] : [{ ticketId: row.ticket_id, saidAt: row.said_at }]
}
