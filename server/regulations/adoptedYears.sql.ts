import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AdoptedVersion } from './domain/adoptedYears.ts'

export async function listAdopted(db: Reader): Promise<AdoptedVersion[]> {
  const rows = await db.selectFrom('adopted_years').select(['version', 'adopted_at']).orderBy('version').execute()
  return rows.map((row) => ({ version: row.version, adoptedAt: row.adopted_at }))
}

/**
 * Which of these were not adopted yet. Of several servers that start at once the others wait here for the first, and then find
 * nothing new. Where no desk is there, nobody was promised anything otherwise.
 */
export async function insertAdopted(unit: UnitOfWork, versions: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ version: number }>`
    insert into adopted_years (version, adopted_at)
    select version, case when exists (select from desks) then ${unit.at}::timestamptz else 'epoch' end
      from unnest(${versions}::int[]) as fresh (version) order by version
    on conflict do nothing returning version`.execute(unit.tx)
  return rows.map(({ version }) => version).toSorted((one, other) => one - other)
}

export type DeskOfCountry = { deskId: string; memberId: string; country: string }

/** Desks with a version, of any time, in which a calendar has the holidays of one of these countries. */
export async function listDesksOf(db: Reader, countries: readonly string[]): Promise<DeskOfCountry[]> {
  const { rows } = await sql<DeskOfCountry>`
    select distinct d.desk_id as "deskId", d.member_id as "memberId", c.value ->> 'country' as country
      from desks d
      join regulation_versions r on r.desk_id = d.desk_id and r.withdrawn_at is null
      cross join lateral jsonb_each(r.document -> 'calendars') as c
     where c.value ->> 'country' = any(${countries}::text[])
     order by 1, 3`.execute(db)
  return rows
}
