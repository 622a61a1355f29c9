import { sql } from 'kysely'
import type { World } from '#test/support/world.ts'

/** Renamings from before anything else here happened, a second apart: as many as it takes to make a desk's journal long. */
export async function addOldActs({ store }: World, deskId: string, count: number): Promise<void> {
  await sql`
    insert into journal (at, type, desk_id, actor, payload)
    select '2025-01-01T00:00:00Z'::timestamptz + n * interval '1 second', 'desk.renamed', ${deskId}::uuid,
           '{"side": "desk", "memberId": null, "userId": null, "name": "Анна", "address": null}',
           jsonb_build_object('from', 'Было', 'to', 'Стало ' || n)
      from generate_series(1, ${count}::integer) n`.execute(store.db)
}
