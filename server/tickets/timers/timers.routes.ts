import { showTimer } from '#server/billing/timers/timer.queries.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { ticketPort } from '../service/ticketPort.adapter.ts'
import { answerTimerBy, startTimerOn, stopTimerBy } from './timers.commands.ts'

export type TimerRoutes = 'startTimer' | 'stopTimer' | 'answerTimer'

/** The timer belongs to tickets, which check and lock the ticket; billing counts. */
export function timerRoutes({ db }: { db: Db }): Handlers<TimerRoutes> {
  const deps = { db, ticketPort }
  return {
    async startTimer(input, { actor, at, transaction }) {
      await transaction((unit) => startTimerOn(unit, actor, input))
      return (await showTimer(deps, input.intervalId, at)).timer
    },
    async stopTimer({ intervalId }, { actor, at, transaction }) {
      await transaction((unit) => stopTimerBy(unit, actor, intervalId))
      return (await showTimer(deps, intervalId, at)).interval
    },
    async answerTimer({ intervalId }, { actor, at, transaction }) {
      await transaction((unit) => answerTimerBy(unit, actor, intervalId))
      return (await showTimer(deps, intervalId, at)).timer
    },
  }
}
