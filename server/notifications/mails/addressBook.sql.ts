import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'

export type BookEntry = { memberId: string; userId: number; source: 'portal' | 'typed'; at: Date }

/** Whose address this was when it was last heard of; in small letters. */
export async function listByAddress(db: Reader, address: string): Promise<BookEntry[]> {
  const { rows } = await sql<BookEntry>`
    select member_id as "memberId", user_id as "userId", source, at from mail_addresses
     where lower(address) = ${address} order by member_id, user_id, source limit 100`.execute(db)
  return rows
}

/** Of these people, those of whom their portal has said nothing since then. */
export async function listUnasked(
  db: Reader,
  people: readonly { memberId: string; userId: number }[],
  since: Date,
): Promise<{ memberId: string; userId: number }[]> {
  if (people.length === 0) return []
  const { rows } = await sql<{ memberId: string; userId: number }>`
    select p.member_id as "memberId", p.user_id as "userId"
      from unnest(${people.map((one) => one.memberId)}::text[], ${people.map((one) => one.userId)}::int[]) as p (member_id, user_id)
     where not exists (select from mail_addresses m where m.member_id = p.member_id and m.user_id = p.user_id
                          and m.source = 'portal' and m.at > ${since})`.execute(db)
  return rows
}

/** The address that this person has confirmed themselves; null: none. */
export async function findTyped(db: Reader, person: { memberId: string; userId: number }): Promise<string | null> {
  const { rows } = await sql<{ address: string | null }>`
    select address from mail_addresses
     where member_id = ${person.memberId} and user_id = ${person.userId} and source = 'typed'`.execute(db)
  return rows[0]?.address ?? null
}
