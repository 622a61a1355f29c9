import type { Db } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Log } from '#server/platform/log.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import { isSent, markSent } from './notifications.sql.ts'

export type NotificationDeps = { db: Db; transaction: Transaction; portalClients: PortalClients; log: Log }

export type Notification = { memberId: string; userId: number; text: string; tag: string }

/** Sends a notification once, however often it is asked to; false where nobody is there any more to take it. */
export type Send = (notice: string, letter: Notification) => Promise<boolean>

export function makeSender(deps: NotificationDeps): Send {
  return async (notice, letter) => {
    const key = `${notice} ${letter.memberId} ${letter.userId}`
    if (await isSent(deps.db, key)) return true
    let isTaken = true
    try {
      await deps.portalClients.ask(letter.memberId, letter.userId, (gateway, account) =>
        gateway.notify(account, letter.userId, letter.text, letter.tag),
      )
    } catch (error) {
      // A portal that is gone is told nothing; one that is only away is tried again.
      isTaken = !(error instanceof Refusal && error.code === 'portal_not_installed')
      if (isTaken) throw error
      deps.log.info({ notice }, 'a notification had nobody to go to')
    }
    await deps.transaction((unit) => markSent(unit, key))
    return isTaken
  }
}
