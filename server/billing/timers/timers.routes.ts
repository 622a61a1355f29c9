import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { presentTimer } from '../accounts/intervals.present.ts'
import { listTimers } from '../accounts/intervals.sql.ts'

/** Q5: the one that runs of whoever asks; tickets start and stop it, as they check and lock the ticket. */
export function timerRoutes({ db }: { db: Db }): Handlers<'readOwnTimer'> {
  return {
    async readOwnTimer(_input, { actor, at }) {
      const { deskId } = actor.desk
      const [row] = await listTimers(db, { by: 'agent', deskId, agentId: actor.userId })
      return { timer: row === undefined ? null : presentTimer(row, 'desk', at) }
    },
  }
}
