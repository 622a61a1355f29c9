import { now } from '#server/platform/clock.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Log } from '#server/platform/log.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { AlarmEffects } from './alarmEffects.port.ts'
import { fireDue } from './fireAlarms.commands.ts'
import { nextDueAt } from './alarms.sql.ts'

/** Also the longest that an alarm waits which was set, or moved nearer, by another process. */
const everyMilliseconds = 1000
/** What is due but held by another process is looked for again after a moment. */
const leastMilliseconds = 50

/** Runs in every process: looks each second, and at the very instant of the next alarm. Which process rings one is nobody's matter. */
export function startAlarmClock({
  db,
  transaction,
  log,
  firing,
}: {
  db: Db
  transaction: Transaction
  log: Log
  firing: AlarmEffects
}): {
  stop: () => Promise<void>
} {
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let running = round()

  async function ringAll(): Promise<void> {
    const rung = await transaction((unit) => fireDue(unit, firing))
    if (rung > 0 && !isStopped) await ringAll()
  }

  async function round(): Promise<void> {
    let wait = everyMilliseconds
    try {
      await ringAll()
      const next = await nextDueAt(db)
      if (next !== null) wait = Math.min(wait, Math.max(leastMilliseconds, next.getTime() - now().getTime()))
    } catch (error) {
      log.error({ err: error }, 'alarms did not ring and will be looked for again')
    }
    if (!isStopped) timer = setTimeout(() => (running = round()), wait)
  }

  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
