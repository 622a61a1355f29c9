import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { now } from '#server/platform/clock.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Log } from '#server/platform/log.ts'
import type { DueClock } from '#server/platform/loop.ts'
import type { AnnouncingPort } from './announcing.port.ts'
import { findForUpdate, findNextDue, listDue, putOff } from './components.sql.ts'
import { settleComponent, settleDue } from './hook.commands.ts'

export type MonitorClockDeps = { db: Db; transaction: Transaction; log: Pick<Log, 'error'>; announcing: AnnouncingPort }

const againSeconds = 30

/** D3: incidents that open and close by themselves, at the very instant; it does not matter which process does it. */
export function monitorClock({ db, transaction, log, announcing }: MonitorClockDeps): DueClock {
  return {
    name: 'monitors',
    claim: (unit) => settleDue(unit, announcing),
    /** One that cannot be settled is put off for a moment, so that no other waits for it. */
    async claimEach() {
      const due = await listDue(db, now())
      for (const componentId of due) {
        try {
          await transaction(async (unit) => {
            const component = await findForUpdate(unit, componentId)
            if (component !== null) await settleComponent(unit, announcing, component)
          })
        } catch (error) {
          log.error({ err: error, componentId }, 'a component was not settled and will be looked for again')
          await transaction((unit) => putOff(unit, componentId, againSeconds))
        }
      }
      return due.length
    },
    nextDueAt: findNextDue,
  }
}
