import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import { versionHeld } from '../versions/terms.sql.ts'

/** A desk that a portal may be answered by. */
export type PossibleDesk<Dates> = {
  deskId: string
  deskName: string
  /** By which the portal goes there; null where the one in force holds. */
  version: number | null
  /** Of the desk's versions, where the one in force holds. */
  dates: Dates | null
}

type Possible<Dates> = PossibleDesk<Dates> & { isConnected: boolean; isStandard: boolean; endsAt: Date | null }

/**
 * E1: the desk of the portal's live connection, and the standard desk where its portal is there and another one; in one statement.
 * `datesOf`: the dates of a desk's versions.
 */
export async function findPossibleDesks<Dates>(
  db: Reader,
  { memberId, datesOf }: { memberId: string; datesOf: (deskId: RawBuilder<unknown>) => RawBuilder<Dates> },
  at: Date,
): Promise<{ connected: Possible<Dates> | null; standard: Possible<Dates> | null }> {
  const { rows } = await sql<Possible<Dates>>`
    with live as (
      select desk_id, ends_at from connections where member_id = ${memberId} and ended_at is null
    ), standard as (
      select s.desk_id from desks s join portals p on p.member_id = s.member_id
       where s.kind = 'standard' and p.is_installed and s.member_id <> ${memberId}
    )
    select d.desk_id as "deskId", d.name as "deskName", live.desk_id is not null as "isConnected",
           standard.desk_id is not null as "isStandard", live.ends_at as "endsAt", held.version,
           case when held.version is null then ${datesOf(sql`d.desk_id`)} end as dates
      from (select desk_id from live union select desk_id from standard) possible
      join desks d using (desk_id)
      left join live using (desk_id)
      left join standard using (desk_id)
      left join lateral ${versionHeld(sql`${memberId}`, at)} held on true`.execute(db)
  return {
    connected: rows.find(({ isConnected }) => isConnected) ?? null,
    standard: rows.find(({ isStandard }) => isStandard) ?? null,
  }
}
