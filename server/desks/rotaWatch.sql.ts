import { sql } from 'kysely'
import type { Db, Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { GapWarning } from './domain/rotaGaps.ts'

/** Its rota is looked through from this instant on. */
export async function insertWatch(unit: UnitOfWork, deskId: string, beginsAt: Date): Promise<void> {
  await sql`insert into rota_watches (desk_id, due_at, begins_at) values (${deskId}, ${beginsAt}, ${beginsAt})
            on conflict do nothing`.execute(unit.tx)
}

/** What may have changed: it is looked at now, or when its watch begins. */
export async function bringNearer(unit: UnitOfWork, deskIds: readonly string[]): Promise<void> {
  if (deskIds.length === 0) return
  await sql`
    update rota_watches w set due_at = least(w.due_at, greatest(${unit.at}::timestamptz, w.begins_at))
      from (select desk_id from rota_watches where desk_id = any(${deskIds}::uuid[]) order by desk_id for no key update) locked
     where w.desk_id = locked.desk_id`.execute(unit.tx)
}

export async function claimWatches(unit: UnitOfWork, limit: number): Promise<string[]> {
  const { rows } = await sql<{ desk_id: string }>`
    select desk_id from rota_watches where due_at <= ${unit.at}
     order by due_at, desk_id limit ${limit} for no key update skip locked`.execute(unit.tx)
  return rows.map(({ desk_id }) => desk_id)
}

export async function lockWatch(unit: UnitOfWork, deskId: string): Promise<void> {
  await sql`select from rota_watches where desk_id = ${deskId} for no key update`.execute(unit.tx)
}

export async function nextWatchAt(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ due_at: Date | null }>`select min(due_at) as due_at from rota_watches`.execute(db)
  return rows[0]?.due_at ?? null
}

export async function saveLookAt(unit: UnitOfWork, deskId: string, at: Date): Promise<void> {
  await sql`update rota_watches set due_at = ${at} where desk_id = ${deskId}`.execute(unit.tx)
}

export async function listWarned(db: Reader, deskId: string): Promise<GapWarning[]> {
  const rows = await db
    .selectFrom('rota_warnings')
    .select(['who', 'step', 'starts_at', 'ends_at'])
    .where('desk_id', '=', deskId)
    .execute()
  return rows.map(({ who, step, starts_at, ends_at }) => ({ who, step, from: starts_at, until: ends_at }))
}

/** Instead of what was there: what is past or has been filled is forgotten. The watch is locked by the caller. */
export async function saveWarned(unit: UnitOfWork, deskId: string, warned: readonly GapWarning[]): Promise<void> {
  await unit.tx.deleteFrom('rota_warnings').where('desk_id', '=', deskId).execute()
  if (warned.length === 0) return
  await unit.tx
    .insertInto('rota_warnings')
    .values(
      warned.map(({ who, step, from, until }) => ({ desk_id: deskId, who, step, starts_at: from, ends_at: until })),
    )
    .execute()
}
