import { sql } from 'kysely'
import type { World } from '#test/support/world.ts'

/**
 * Until everything that follows from what was said has happened, at the instant at which the clock stands. Returns when
 * something is due next.
 */
export async function comeToRest(world: World): Promise<Date | null> {
  await world.turn()
  const { rows } = await sql<{ nextAt: Date | null }>`
    select least((select min(due_at) from sla_alarms where fired_at is null),
                 (select min(run_at) from graphile_worker.jobs where attempts < max_attempts),
                 (select min(wake_at) from accounts),
                 (select min(lapses_at) from orders where status = 'open')) as "nextAt"`.execute(world.store.db)
  return rows[0]?.nextAt ?? null
}
