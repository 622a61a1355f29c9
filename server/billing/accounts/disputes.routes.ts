import type { IntervalView } from '#contract/billing/timers.types.ts'
import { readSnapshot } from '#server/platform/db/snapshot.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { readCursor, writeCursor } from '#server/platform/http/cursor.ts'
import type { Side } from '../domain/accountForUpdate.ts'
import type { ReadingDeps } from './accountNow.queries.ts'
import { enterAccount, type AccessDeps } from './accountAccess.routes.ts'
import type { Disputes } from './disputes.commands.ts'
import { presentInterval } from './intervals.present.ts'
import { findShownTimer, shownTimers } from './shownTimers.queries.ts'

type Names = 'listIntervals' | 'disputeInterval' | 'answerDispute'

/** Q10: the work that was billed, interval by interval, and what is disputed of it. */
export function disputeRoutes(deps: AccessDeps & ReadingDeps & { disputes: Disputes }): Handlers<Names> {
  const { db, disputes } = deps
  async function showInterval(side: Side, intervalId: string, at: Date): Promise<IntervalView> {
    const row = await findShownTimer(deps, intervalId, at)
    return presentInterval(row, { side, at, remote: await deps.reads.remoteWork(db, [row.ticketId]) })
  }

  return {
    async listIntervals({ account, onlyDisputed, cursor, limit }, call) {
      const { side, ...key } = await enterAccount(deps, call, account)
      const place = cursor === undefined ? null : readCursor(cursor)
      const after = place === null ? null : { at: place.at, intervalId: place.id }
      const filter = { by: 'account', account: key, onlyDisputed } as const
      const shown = await readSnapshot(db, call.at, (snapshot) =>
        shownTimers(snapshot, deps, filter, { after, limit: limit + 1 }),
      )
      const page = shown.slice(0, limit)
      const last = shown.length > limit ? page.at(-1) : undefined
      const remote = await deps.reads.remoteWork(db, [...new Set(page.map(({ ticketId }) => ticketId))])
      return {
        intervals: page.map((row) => presentInterval(row, { side, at: call.at, remote })),
        nextCursor: last === undefined ? null : writeCursor({ at: last.startedAt, id: last.intervalId }),
      }
    },
    async disputeInterval(input, call) {
      await call.transaction((unit) => disputes.disputeInterval(unit, call.actor, input))
      return showInterval('client', input.intervalId, call.at)
    },
    async answerDispute(input, call) {
      const intervalId = await call.transaction((unit) => disputes.answerDispute(unit, call.actor, input))
      return showInterval('desk', intervalId, call.at)
    },
  }
}
