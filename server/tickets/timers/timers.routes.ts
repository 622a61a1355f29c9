import { showTimer } from '#server/billing/timers/timer.queries.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { answerTimerBy, startTimerOn, stopTimerBy } from './timers.commands.ts'

export type TimerRoutes = 'startTimer' | 'stopTimer' | 'answerTimer'

/** The timer belongs to tickets, which check and lock the ticket; billing counts. */
export function timerRoutes({ db, ticketDeps }: { db: Db; ticketDeps: TicketDeps }): Handlers<TimerRoutes> {
  const deps = { db, reads: ticketDeps.billing.reads }
  return {
    async startTimer(input, { actor, at, transaction }) {
      await transaction((unit) => startTimerOn(unit, ticketDeps, actor, input))
      return (await showTimer(deps, input.intervalId, at)).timer
    },
    async stopTimer({ intervalId }, { actor, at, transaction }) {
      await transaction((unit) => stopTimerBy(unit, ticketDeps, actor, intervalId))
      return (await showTimer(deps, intervalId, at)).interval
    },
    async answerTimer({ intervalId }, { actor, at, transaction }) {
      await transaction((unit) => answerTimerBy(unit, ticketDeps, actor, intervalId))
      return (await showTimer(deps, intervalId, at)).timer
    },
  }
}
