import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export type Numbering = { prefix: string; isUsed: boolean }

type Numbered = { number: string }

/** T2: unique, never reused. The desk's row serialises two openings at once. */
export async function takeTicketNumber(unit: UnitOfWork, deskId: string): Promise<string> {
  const { rows } = await nextTicketNumber(deskId).execute(unit.tx)
  const [row] = rows
  if (row === undefined) throw new Error(`the desk ${deskId} is gone`)
  return row.number
}

/** The same within a statement that writes the ticket, too: the desk's row is locked no longer than its commit takes. */
export function nextTicketNumber(deskId: string): RawBuilder<Numbered> {
  return sql<Numbered>`
    update desks set last_number = last_number + 1, is_prefix_used = true where desk_id = ${deskId}
    returning number_prefix || '-' || last_number as number`
}

export async function findNumbering(db: Reader, deskId: string): Promise<Numbering> {
  const row = await db
    .selectFrom('desks')
    .select(['number_prefix', 'is_prefix_used'])
    .where('desk_id', '=', deskId)
    .executeTakeFirstOrThrow()
  return { prefix: row.number_prefix, isUsed: row.is_prefix_used }
}

/** No ticket is opened under the old prefix while it changes. */
export async function numberingForUpdate(unit: UnitOfWork, deskId: string): Promise<Numbering> {
  const row = await unit.tx
    .selectFrom('desks')
    .select(['number_prefix', 'is_prefix_used'])
    .where('desk_id', '=', deskId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  return { prefix: row.number_prefix, isUsed: row.is_prefix_used }
}

export async function savePrefix(unit: UnitOfWork, deskId: string, prefix: string): Promise<void> {
  await unit.tx.updateTable('desks').set({ number_prefix: prefix }).where('desk_id', '=', deskId).execute()
}

export async function listPrefixes(db: Reader): Promise<Set<string>> {
  const rows = await db.selectFrom('desks').select('number_prefix').execute()
  return new Set(rows.map((row) => row.number_prefix))
}

/** Asked for with a key that nobody has used yet. */
export async function isPrefixPromised(db: Reader, prefix: string): Promise<boolean> {
  const row = await db
    .selectFrom('desk_keys')
    .select('number_prefix')
    .where('number_prefix', '=', prefix)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Who chooses a prefix does it alone, so that two desks never find the same one free. */
export async function lockPrefixes(unit: UnitOfWork): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('desk prefixes'))`.execute(unit.tx)
}
