import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'

/**
 * By client of this desk the version that it goes by at an instant: of its newest connection, and where that is over its last one.
 * Whoever never had one, and whoever has left a standard desk's own connection, is left out: there the version in force holds.
 */
export async function findVersions(
  db: Reader,
  { deskId, memberIds }: { deskId: string; memberIds: readonly string[] },
  at: Date,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ member_id: string; version: number }>`
    select distinct on (c.member_id) c.member_id, coalesce(held.version, c.regulation_version) as version
      from connections c join desks d using (desk_id)
      left join lateral (
        select v.version from connection_versions v
         where v.connection_id = c.connection_id and v.withdrawn_at is null
           and v.from_at <= least(${at}::timestamptz, coalesce(c.ended_at, 'infinity'))
         order by v.from_at desc, v.id desc limit 1) held on true
     where c.desk_id = ${deskId} and c.member_id = any(${memberIds}::text[])
       and (c.ended_at is null or d.kind <> 'standard')
     order by c.member_id, c.started_at <= ${at} desc, c.started_at desc`.execute(db)
  return new Map(rows.map((row) => [row.member_id, row.version]))
}
