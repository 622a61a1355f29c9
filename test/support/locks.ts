import { setTimeout as delay } from 'node:timers/promises'
import { sql, type Kysely } from 'kysely'

/** A statement of this database waits for another transaction's lock. */
export async function untilSomebodyWaits<Tables>(db: Kysely<Tables>): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    if (rows.length > 0) return
    await delay(5)
  }
}
