import type { Db } from '#server/platform/db/db.ts'
import { readSnapshot, type Snapshot } from '#server/platform/db/snapshot.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { ReadingDeps } from './accountNow.queries.ts'
import type { AccountNow } from './domain/accountNow.ts'
import { listTimers, type ShownTimer, type TimerFilter, type TimersPage } from './intervals.sql.ts'

/** Timers as they are at the instant of the snapshot, newest first: one that has run out is over, stored or not. */
export async function shownTimers(
  snapshot: Snapshot,
  { reads }: ReadingDeps,
  filter: TimerFilter,
  page?: TimersPage,
): Promise<ShownTimer[]> {
  const rows = await listTimers(snapshot.tx, filter, page)
  const running = rows.filter(({ stoppedAt }) => stoppedAt === null)
  const [first] = running
  if (first === undefined) return rows
  // Whatever the filter, all of them are of one desk.
  const memberIds = [...new Set(running.map(({ memberId }) => memberId))]
  const unstored = await reads.unstoredAccounts(snapshot, { deskId: first.deskId, memberIds })
  return rows.map((row) => timerNow(row, unstored.get(row.memberId)))
}

export async function findShownTimer(
  deps: ReadingDeps & { db: Db },
  intervalId: string,
  at: Date,
): Promise<ShownTimer> {
  const filter = { by: 'id', intervalId } as const
  const [row] = await readSnapshot(deps.db, at, (snapshot) => shownTimers(snapshot, deps, filter))
  if (row === undefined) throw new Refusal('not_found')
  return row
}

/** A stored timer as its account has it now; undefined: nothing has happened there since. */
export function timerNow(row: ShownTimer, account: AccountNow | undefined): ShownTimer {
  const stopped = account?.stopped.find(({ intervalId }) => intervalId === row.intervalId)
  if (stopped !== undefined) {
    return { ...row, stoppedAt: stopped.at, stopCause: stopped.cause, quanta: stopped.quanta }
  }
  const running = account?.state.timers.get(row.intervalId)
  if (running === undefined) return row
  const { quanta, askedAt, askStopsAt, askCause } = running
  return { ...row, quanta, askedAt, askStopsAt, askCause }
}
