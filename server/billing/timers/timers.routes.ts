import type { Db } from '#server/platform/db/db.ts'
import { readSnapshot } from '#server/platform/db/snapshot.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import type { ReadingDeps } from '../accounts/accountNow.queries.ts'
import { presentTimer } from '../accounts/intervals.present.ts'
import { shownTimers } from '../accounts/shownTimers.queries.ts'

/** Q5: the one that runs of whoever asks; tickets start and stop it, as they check and lock the ticket. */
export function timerRoutes(deps: ReadingDeps & { db: Db }): Handlers<'readOwnTimer'> {
  return {
    async readOwnTimer(_input, { actor, at }) {
      const filter = { by: 'agent', deskId: actor.desk.deskId, agentId: actor.userId } as const
      const [row] = await readSnapshot(deps.db, at, (snapshot) => shownTimers(snapshot, deps, filter))
      const isRunning = row !== undefined && row.stoppedAt === null
      return { timer: isRunning ? presentTimer(row, 'desk', at) : null }
    },
  }
}
