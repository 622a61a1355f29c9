import type { IntervalView, TimerView } from '#contract/billing/timers.types.ts'
import type { Db } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { presentInterval, presentTimer } from '../accounts/intervals.present.ts'
import { listTimers } from '../accounts/intervals.sql.ts'

/** For the timer's routes, which belong to tickets. */
export async function findShownTimer(
  db: Db,
  intervalId: string,
  at: Date,
): Promise<{ timer: TimerView; interval: IntervalView }> {
  const [row] = await listTimers(db, { by: 'id', intervalId })
  if (row === undefined) throw new Refusal('not_found')
  return { timer: presentTimer(row, 'desk', at), interval: presentInterval(row, 'desk', at) }
}

export { findTimer, findTimerOfAgent } from '../accounts/intervals.sql.ts'
