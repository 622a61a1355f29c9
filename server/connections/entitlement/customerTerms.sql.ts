import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'

/**
 * The terms of the newest connection of the two, with nulls where they meet at the standard desk alone. `isServed`: by a live
 * connection, or by the standard desk where the portal has none.
 */
export type TermsRow = { clientStatus: number | null; plans: string[] | null; since: Date | null; isServed: boolean }

export async function findNewestTerms(
  db: Reader,
  { deskId, memberId }: { deskId: string; memberId: string },
): Promise<TermsRow | null> {
  const { rows } = await sql<TermsRow>`
    select c.client_status as "clientStatus", c.plans, c.started_at as since,
           case when c.ended_at is null and c.started_at is not null then true
                else d.kind = 'standard' and p.is_client and not exists (
                       select 1 from connections l where l.member_id = p.member_id and l.ended_at is null) end as "isServed"
      from desks d join portals p on p.member_id = ${memberId}
      left join lateral (
        select client_status, plans, started_at, ended_at from connections
         where desk_id = d.desk_id and member_id = p.member_id order by started_at desc limit 1) c on true
     where d.desk_id = ${deskId} and (c.started_at is not null or (d.kind = 'standard' and p.is_client))`.execute(db)
  return rows[0] ?? null
}

/** The portals that a desk serves now: by a live connection, or as the standard desk where they have none. */
export async function listServed(db: Reader, deskId: string): Promise<string[]> {
  const { rows } = await sql<{ member_id: string }>`
    select c.member_id from connections c where c.desk_id = ${deskId} and c.ended_at is null
     union
    select p.member_id from portals p join desks d on d.desk_id = ${deskId} and d.kind = 'standard'
     where p.is_client and p.is_installed and not exists (
             select 1 from connections l where l.member_id = p.member_id and l.ended_at is null)`.execute(db)
  return rows.map((row) => row.member_id)
}
