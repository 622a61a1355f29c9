import { sql, type RawBuilder } from 'kysely'
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
    select asked.member_id, held.version
      from (select distinct member_id from unnest(${memberIds}::text[]) as one (member_id)) asked
      join desks d on d.desk_id = ${deskId}
      cross join lateral ${versionHeld(sql`asked.member_id`, at)} held`.execute(db)
  return new Map(rows.map((row) => [row.member_id, row.version]))
}

/** The same of one client at each desk of `desks d`, for a lateral join. */
export function versionHeld(memberId: RawBuilder<unknown>, at: Date): RawBuilder<unknown> {
  return sql`(
    select coalesce(later.version, c.regulation_version) as version
      from connections c
      left join lateral (
        select v.version from connection_versions v
         where v.connection_id = c.connection_id and v.withdrawn_at is null
           and v.from_at <= least(${at}::timestamptz, coalesce(c.ended_at, 'infinity'))
         order by v.from_at desc, v.id desc limit 1) later on true
     where c.desk_id = d.desk_id and c.member_id = ${memberId} and (c.ended_at is null or d.kind <> 'standard')
     order by c.started_at <= ${at} desc, c.started_at desc
     limit 1)`
}
