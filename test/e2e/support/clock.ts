import { sql } from 'kysely'
import { afterAll, expect, vi } from 'vitest'
import { now } from '#server/platform/clock.ts'
import { eventually } from '#test/support/eventually.ts'
import type { Stage } from './stage.ts'

/**
 * For a file of stories: the servers' clock jumps ahead instead of being waited for, and never goes back before the file is over.
 * Browsers keep the true time; what they count down they count by the servers'. Whatever is on its way to somebody arrives before
 * the jump: a question that is being asked would seem to take weeks, and its tokens would be over before the answer.
 */
export function useClock(stage: Pick<Stage, 'world'>): { pass: (milliseconds: number) => Promise<void> } {
  afterAll(() => void vi.useRealTimers())
  return {
    async pass(milliseconds) {
      await eventually(async () => expect(await underWay(stage)).toBe(0))
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds, shouldAdvanceTime: true })
    },
  }
}

/** Jobs that run or are due, and reactions that have not read the journal to its end. */
async function underWay({ world }: Pick<Stage, 'world'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select ((select count(*) from graphile_worker.jobs
              where attempts < max_attempts and (run_at <= ${now()} or locked_at is not null))
          + (select count(*) from reaction_cursors c
              where exists (select 1 from journal j where (j.xid, j.entry_id) > (c.xid, c.entry_id))))::int as count`.execute(
    world.store.db,
  )
  return rows[0]?.count ?? 0
}
