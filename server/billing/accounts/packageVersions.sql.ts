import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

export type OldestSold = { version: number; lastEnds: Date }

/** By client the oldest version under which a package was sold that has not ended at this instant, and when the last of them ends. */
export async function findOldestSold(
  db: Reader,
  { deskId, memberIds }: { deskId: string; memberIds: readonly string[] },
  at: Date,
): Promise<ReadonlyMap<string, OldestSold>> {
  const { rows } = await sql<{ member_id: string; version: number; last_ends: Date }>`
    select distinct on (member_id) member_id, regulation_version as version, max(ends_at) as last_ends from packages
     where desk_id = ${deskId} and member_id = any(${memberIds}::text[]) and not has_ended and ends_at > ${at}
     group by member_id, regulation_version order by member_id, regulation_version`.execute(db)
  return new Map(rows.map((row) => [row.member_id, { version: row.version, lastEnds: row.last_ends }]))
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
