import { now } from '#server/platform/clock.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { Log } from '#server/platform/log.ts'
import type { AlarmEffects } from './alarmEffects.port.ts'
import { nextDueAt } from './alarms.sql.ts'
import { fireDue } from './fireAlarms.commands.ts'

/** Also the longest that an alarm waits which was set, or moved nearer, by another process. */
const everyMilliseconds = 1000
/** What is due but locked by another process is tried again after a moment. */
const leastMilliseconds = 50

type AlarmClockDeps = { db: Db; transaction: Transaction; log: Log; alarmEffects: AlarmEffects }

/** Runs in every process: each second, and at the very instant of the next alarm. It does not matter which process fires one. */
export function startAlarmClock({ db, transaction, log, alarmEffects }: AlarmClockDeps): { stop: () => Promise<void> } {
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let running = round()

  async function fireAll(): Promise<void> {
    const checked = await transaction((unit) => fireDue(unit, alarmEffects))
    if (checked > 0 && !isStopped) await fireAll()
  }

  async function round(): Promise<void> {
    let wait = everyMilliseconds
    try {
      await fireAll()
      const next = await nextDueAt(db)
      if (next !== null) wait = Math.min(wait, Math.max(leastMilliseconds, next.getTime() - now().getTime()))
    } catch (error) {
      log.error({ err: error }, 'alarms did not fire and will be tried again')
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
