import type { Db } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Log } from '#server/platform/log.ts'
import type { Work } from '#server/platform/db/unitOfWork.ts'
import type { Accounts } from '#server/portals/portals.commands.ts'
import { isSent, markSent } from './notifications.sql.ts'

export type NoticeDeps = { db: Db; work: Work; accounts: Accounts; log: Log }

export type Letter = { memberId: string; userId: number; text: string; tag: string }

/** Sends a notification once, however often it is asked to; false where nobody is there any more to take it. */
export type Send = (notice: string, letter: Letter) => Promise<boolean>

export function makeSender(deps: NoticeDeps): Send {
  return async (notice, letter) => {
    const key = `${notice} ${letter.memberId} ${letter.userId}`
    if (await isSent(deps.db, key)) return true
    let isTaken = true
    try {
      await deps.accounts.ask(letter.memberId, letter.userId, (gateway, account) =>
        gateway.notify(account, letter.userId, letter.text, letter.tag),
      )
    } catch (error) {
      // A portal that is gone is told nothing; one that is only away is tried again.
      isTaken = !(error instanceof Refusal && error.code === 'portal_not_installed')
      if (isTaken) throw error
      deps.log.info({ notice }, 'a notification had nobody to go to')
    }
    await deps.work((unit) => markSent(unit, key))
    return isTaken
  }
}
