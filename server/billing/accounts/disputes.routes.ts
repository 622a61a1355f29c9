import type { IntervalView } from '#contract/billing/timers.types.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Side } from '../domain/accountForUpdate.ts'
import { dateCursor, readDateCursor } from '../domain/cursors.ts'
import { enterAccount, type AccessDeps } from './accountAccess.routes.ts'
import { answerDispute, disputeInterval } from './disputes.commands.ts'
import { presentInterval } from './intervals.present.ts'
import { listTimers } from './intervals.sql.ts'
import type { TicketPort } from './ticket.port.ts'

type Names = 'listIntervals' | 'disputeInterval' | 'answerDispute'

/** Q10: the work that was billed, interval by interval, and what is disputed of it. */
export function disputeRoutes(deps: AccessDeps & { ticketPort: TicketPort }): Handlers<Names> {
  const { db, ticketPort } = deps
  return {
    async listIntervals({ account, onlyDisputed, cursor, limit }, call) {
      const { side, ...key } = await enterAccount(deps, call, account)
      const place = readDateCursor(cursor)
      const after = place === null ? null : { at: place.at, intervalId: place.id }
      const shown = await listTimers(db, { by: 'account', account: key, onlyDisputed }, { after, limit: limit + 1 })
      const page = shown.slice(0, limit)
      const last = shown.length > limit ? page.at(-1) : undefined
      return {
        intervals: page.map((row) => presentInterval(row, side, call.at)),
        nextCursor: last === undefined ? null : dateCursor(last.startedAt, last.intervalId),
      }
    },
    async disputeInterval(input, call) {
      await call.transaction((unit) => disputeInterval(unit, ticketPort, call.actor, input))
      return showInterval(db, 'client', input.intervalId, call.at)
    },
    async answerDispute(input, call) {
      const intervalId = await call.transaction((unit) => answerDispute(unit, ticketPort, call.actor, input))
      return showInterval(db, 'desk', intervalId, call.at)
    },
  }
}

async function showInterval(db: Db, side: Side, intervalId: string, at: Date): Promise<IntervalView> {
  const [row] = await listTimers(db, { by: 'id', intervalId })
  if (row === undefined) throw new Refusal('not_found')
  return presentInterval(row, side, at)
}
