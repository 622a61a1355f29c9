import type { Reader } from '#server/platform/db/db.ts'
import { sql } from 'kysely'
import type { AccountKey, Side } from '../domain/accountForUpdate.ts'

export type Named = { deskName: string; clientName: string | null; portalName: string }

/** A client never reads what a desk calls it (D8). */
export function namesFor(names: Named, side: Side): Named {
  return side === 'desk' ? names : { ...names, clientName: null }
}

export async function findNames(db: Reader, { deskId, memberId }: AccountKey): Promise<Named | null> {
  const { rows } = await sql<{ desk_name: string; title: string | null; portal_name: string }>`
    select d.name as desk_name, p.domain as portal_name,
           (select c.title from client_titles c where c.desk_id = d.desk_id and c.member_id = p.member_id) as title
      from desks d, portals p
     where d.desk_id = ${deskId} and p.member_id = ${memberId}`.execute(db)
  const [row] = rows
  return row === undefined ? null : { deskName: row.desk_name, clientName: row.title, portalName: row.portal_name }
}

/** How a package began; what has become of it the account knows. */
export type PackageRow = {
  packageId: string
  planCode: string
  /** Bought, and given on top by adjustments. */
  quanta: number
  left: number
  startsAt: Date
  endsAt: Date
  hasEnded: boolean
  /** Under which it was sold (E9). */
  version: number
}

/** All that are stored as live and so many of those that have ended, the newest first. */
export async function listPackages(
  db: Reader,
  { deskId, memberId }: AccountKey,
  endedLimit: number,
): Promise<PackageRow[]> {
  const { rows } = await sql<{
    package_id: string
    plan_code: string
    quanta: number
    extra_quanta: number
    left_quanta: number
    starts_at: Date
    ends_at: Date
    has_ended: boolean
    regulation_version: number
  }>`
    select * from packages where desk_id = ${deskId} and member_id = ${memberId} and not has_ended
     union all
    (select * from packages where desk_id = ${deskId} and member_id = ${memberId} and has_ended
      order by entry desc limit ${endedLimit})
     order by entry desc`.execute(db)
  return rows.map((row) => ({
    packageId: row.package_id,
    planCode: row.plan_code,
    quanta: row.quanta + row.extra_quanta,
    left: row.left_quanta,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    hasEnded: row.has_ended,
    version: row.regulation_version,
  }))
}

/** Names of staff by their numbers, for adjustments in the ledger. */
export async function readStaffNames(db: Reader, deskId: string): Promise<Map<number, string>> {
  const rows = await db.selectFrom('desk_staff').select(['user_id', 'name']).where('desk_id', '=', deskId).execute()
  return new Map(rows.map((row) => [row.user_id, row.name]))
}
