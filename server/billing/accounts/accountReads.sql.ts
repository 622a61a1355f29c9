import type { Reader } from '#server/platform/db/db.ts'
import { sql } from 'kysely'
import type { AccountKey, UsagePlan } from '../domain/accountForUpdate.ts'
import { toUsage } from './accounts.sql.ts'

export type Named = { deskName: string; portalName: string }

export async function findNames(db: Reader, { deskId, memberId }: AccountKey): Promise<Named | null> {
  const { rows } = await sql<{ desk_name: string; portal_name: string }>`
    select d.name as desk_name, p.domain as portal_name from desks d, portals p
     where d.desk_id = ${deskId} and p.member_id = ${memberId}`.execute(db)
  const [row] = rows
  return row === undefined ? null : { deskName: row.desk_name, portalName: row.portal_name }
}

export type AccountRow = {
  limitQuanta: number
  owedQuanta: number
  interruptedSince: Date | null
  entries: number
  wakeAt: Date | null
  usage: UsagePlan | null
}

export async function findAccount(db: Reader, { deskId, memberId }: AccountKey): Promise<AccountRow | null> {
  const row = await db
    .selectFrom('accounts')
    .select(['limit_quanta', 'owed_quanta', 'interrupted_since', 'entries', 'wake_at'])
    .select(['usage_plan', 'usage_currency', 'usage_version', 'usage_since'])
    .where('desk_id', '=', deskId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  if (row === undefined) return null
  const { limit_quanta: limitQuanta, owed_quanta: owedQuanta, interrupted_since: interruptedSince, entries } = row
  return { limitQuanta, owedQuanta, interruptedSince, entries, wakeAt: row.wake_at, usage: toUsage(row) }
}

export type PackageRow = {
  packageId: string
  planCode: string
  quanta: number
  left: number
  startsAt: Date
  endsAt: Date
  hasEnded: boolean
}

/** Live ones first, then the newest of the others. */
export async function listPackages(db: Reader, { deskId, memberId }: AccountKey, limit: number): Promise<PackageRow[]> {
  const rows = await db
    .selectFrom('packages')
    .select(['package_id', 'plan_code', 'quanta', 'left_quanta', 'starts_at', 'ends_at', 'has_ended'])
    .where('desk_id', '=', deskId)
    .where('member_id', '=', memberId)
    .orderBy('has_ended')
    .orderBy('entry', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    packageId: row.package_id,
    planCode: row.plan_code,
    quanta: row.quanta,
    left: row.left_quanta,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    hasEnded: row.has_ended,
  }))
}

/** Names of staff by their numbers, for adjustments in the ledger. */
export async function readStaffNames(db: Reader, deskId: string): Promise<Map<number, string>> {
  const rows = await db.selectFrom('desk_staff').select(['user_id', 'name']).where('desk_id', '=', deskId).execute()
  return new Map(rows.map((row) => [row.user_id, row.name]))
}
