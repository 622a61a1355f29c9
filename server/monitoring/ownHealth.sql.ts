import { sql } from 'kysely'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** When the look before this one was; from now on it is this one. Null: it is the first. */
export async function noteLook(unit: UnitOfWork): Promise<Date | null> {
  const known = await unit.tx
    .selectFrom('monitoring_own_health')
    .select('looked_at')
    .forNoKeyUpdate()
    .executeTakeFirst()
  await sql`
    insert into monitoring_own_health (looked_at) values (${unit.at})
    on conflict (one) do update set looked_at = greatest(monitoring_own_health.looked_at, excluded.looked_at)`.execute(
    unit.tx,
  )
  return known?.looked_at ?? null
}

/** Components that are this server itself, by their ids, so that two processes lock them in one order. */
export async function listOwn(unit: UnitOfWork): Promise<string[]> {
  const rows = await unit.tx
    .selectFrom('monitoring_components')
    .select('component_id')
    .where('source', '=', 'own')
    .orderBy('component_id')
    .execute()
  return rows.map((row) => row.component_id)
}
