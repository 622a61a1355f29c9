import type { IntervalView, TimerView } from '#contract/billing/timers.types.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { ReadingDeps } from '../accounts/accountNow.queries.ts'
import { presentInterval, presentTimer } from '../accounts/intervals.present.ts'
import { findShownTimer } from '../accounts/shownTimers.queries.ts'

/** For the timer's routes, which belong to tickets. */
export async function showTimer(
  deps: ReadingDeps & { db: Db },
  intervalId: string,
  at: Date,
): Promise<{ timer: TimerView; interval: IntervalView }> {
  const row = await findShownTimer(deps, intervalId, at)
  const remote = await deps.reads.remoteWork(deps.db, [row.ticketId])
  return { timer: presentTimer(row, 'desk', at), interval: presentInterval(row, { side: 'desk', at, remote }) }
}

export { findTimer, findTimerOfAgent } from '../accounts/intervals.sql.ts'
