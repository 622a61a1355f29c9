import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

/** The oldest version under which a package was sold that has not ended at this instant, and when the last of them ends. */
export async function findOldestSold(
  db: Reader,
  { deskId, memberId }: AccountKey,
  at: Date,
): Promise<{ version: number; lastEnds: Date } | null> {
  const { rows } = await sql<{ version: number; last_ends: Date }>`
    select regulation_version as version, max(ends_at) as last_ends from packages
     where desk_id = ${deskId} and member_id = ${memberId} and not has_ended and ends_at > ${at}
     group by regulation_version order by regulation_version limit 1`.execute(db)
  const [row] = rows
  return row === undefined ? null : { version: row.version, lastEnds: row.last_ends }
}

/** Under which version each of an account's packages was sold: those that have not ended, and those that are named. */
export async function readPackageVersions(
  db: Reader,
  { deskId, memberId }: AccountKey,
  named: readonly string[] = [],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ package_id: string; regulation_version: number }>`
    select package_id, regulation_version from packages
     where desk_id = ${deskId} and member_id = ${memberId}
       and (not has_ended or package_id = any(${named}::uuid[]))`.execute(db)
  return new Map(rows.map((row) => [row.package_id, row.regulation_version]))
}
