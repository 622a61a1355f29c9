import { sql } from 'kysely'
import type { RemoteTool } from '#contract/tickets/access.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AccessBox } from '../domain/access.ts'

type Wanted = Pick<AccessBox, 'accessId' | 'ticketId' | 'kind' | 'tool' | 'purpose' | 'until'> & {
  side: 'client' | 'desk'
  by: { userId: number; name: string }
}

/** False where this id is a box already, whoever's. */
export async function insertBox(unit: UnitOfWork, { side, by, ...box }: Wanted): Promise<boolean> {
  const inserted = await unit.tx
    .insertInto('access_boxes')
    .values({
      access_id: box.accessId,
      ticket_id: box.ticketId,
      kind: box.kind,
      tool: box.tool,
      purpose: box.purpose,
      until: box.until,
      state: 'asked',
      asked_side: side,
      asked_by: by.name,
      asked_by_user: by.userId,
      asked_at: unit.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('access_id')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function countLive(unit: UnitOfWork, ticketId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from access_boxes where ticket_id = ${ticketId} and state in ('asked', 'given')`.execute(
    unit.tx,
  )
  return rows[0]?.count ?? 0
}

type By = { userId: number; name: string }

/** The consent, and what is in the box from then on: sealed, under the key of this name. */
export async function saveGiven(
  unit: UnitOfWork,
  accessId: string,
  given: { by: By; until: Date; tool: RemoteTool | null; keyId: string; content: Buffer },
): Promise<void> {
  await unit.tx
    .updateTable('access_boxes')
    .set({
      state: 'given',
      answered_by: given.by.name,
      answered_by_user: given.by.userId,
      answered_at: unit.at,
      until: given.until,
      tool: given.tool,
      key_id: given.keyId,
      content: given.content,
    })
    .where('access_id', '=', accessId)
    .execute()
}

export async function saveRefused(unit: UnitOfWork, accessId: string, by: By, reason: string): Promise<void> {
  await unit.tx
    .updateTable('access_boxes')
    .set({
      state: 'refused',
      answered_by: by.name,
      answered_by_user: by.userId,
      answered_at: unit.at,
      reason,
    })
    .where('access_id', '=', accessId)
    .execute()
}

export async function saveLook(unit: UnitOfWork, accessId: string, name: string): Promise<void> {
  await sql`
    update access_boxes set looks = looks + 1, looked_by = ${name}, looked_at = ${unit.at}
     where access_id = ${accessId}`.execute(unit.tx)
}

export async function saveConfirmed(unit: UnitOfWork, accessId: string, by: By): Promise<void> {
  await unit.tx
    .updateTable('access_boxes')
    .set({ confirmed_by: by.name, confirmed_by_user: by.userId, confirmed_at: unit.at })
    .where('access_id', '=', accessId)
    .execute()
}

/** Null: nothing is in it. */
export async function findSealed(db: Reader, accessId: string): Promise<{ keyId: string; content: Buffer } | null> {
  const row = await db
    .selectFrom('access_boxes')
    .select(['key_id', 'content'])
    .where('access_id', '=', accessId)
    .executeTakeFirst()
  if (row === undefined || row.key_id === null || row.content === null) return null
  return { keyId: row.key_id, content: row.content }
}

/** Of these keys those that a box needs. */
export async function listNeededKeys(unit: UnitOfWork, keyIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ key_id: string }>`
    select key_id from access_boxes where key_id = any(${keyIds}::uuid[])`.execute(unit.tx)
  return new Set(rows.map((row) => row.key_id))
}

/** Keys of boxes, by their names, from one on. */
export async function listKeysAfter(db: Reader, after: string | null, limit: number): Promise<string[]> {
  const { rows } = await sql<{ key_id: string }>`
    select key_id from access_boxes where key_id is not null and (${after}::uuid is null or key_id > ${after}::uuid)
     order by key_id limit ${limit}`.execute(db)
  return rows.map((row) => row.key_id)
}

/** Its box under a lock, so that nobody wipes it meanwhile; false where that has happened. */
export async function lockKey(unit: UnitOfWork, keyId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from access_boxes where key_id = ${keyId} for no key update`.execute(unit.tx)
  return rows.length > 0
}
