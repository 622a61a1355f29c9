import { afterAll, beforeAll, expect, vi } from 'vitest'
import { now } from '#server/platform/clock.ts'
import { reactionsBehind } from '#test/support/behind.ts'
import { eventually } from '#test/support/eventually.ts'
import type { Stage } from './stage.ts'

/**
 * For a file of stories: the servers' clock jumps ahead instead of being waited for, and never goes back before the file is over.
 * Pages that are open then keep their own time; what they count down they count by the servers'. Whatever is on its way to somebody arrives before
 * the jump: a question that is being asked would seem to take weeks, and its tokens would be over before the answer.
 */
export function useClock(stage: Pick<Stage, 'world'>): {
  pass: (milliseconds: number) => Promise<void>
  passTo: (instant: string) => Promise<void>
} {
  afterAll(() => void vi.useRealTimers())
  const passTo = async (at: () => number): Promise<void> => {
    await eventually(async () => expect(await underWay(stage)).toEqual([]))
    beginAt(at())
  }
  return {
    pass: (milliseconds) => passTo(() => Date.now() + milliseconds),
    passTo: (instant) => passTo(() => Date.parse(instant)),
  }
}

/** Before the stage is set: everything of the file happens from this instant on, whenever it is run. */
export function useClockFrom(instant: string): void {
  beforeAll(() => beginAt(Date.parse(instant)))
}

function beginAt(at: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: at, shouldAdvanceTime: true })
}

/** Jobs that run or are due, but for what comes by the crontab and tells nobody anything, and reactions that have not read the journal to its end. */
async function underWay({ world }: Pick<Stage, 'world'>): Promise<string[]> {
  const { pool } = world.store
  const { rows } = await pool.query<{ task: string }>(
    `select task_identifier as task from graphile_worker.jobs
      where attempts < max_attempts and (run_at <= $1 or locked_at is not null) and key is distinct from task_identifier`,
    [now()],
  )
  return [...rows.map(({ task }) => task), ...(await reactionsBehind(pool))]
}
