import type { Language } from '#contract/common.ts'
import type { Db } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Log } from '#server/platform/log.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import { isSent, markSent } from './notifications.sql.ts'
import { escapeBb, notificationTexts } from './notifications.texts.ts'

export type NotificationDeps = { db: Db; transaction: Transaction; portalClients: PortalClients; log: Log }

/** `text` is plain: whatever people wrote in it stays text. `ticketId`: what the app opens at; null: where it begins. */
export type Notification = {
  memberId: string
  userId: number
  language: Language
  text: string
  appId: string
  ticketId: string | null
  tag: string
}

/** Sends what is `about` something to somebody once, however often it is asked to; false where nobody is there to take it. */
export type Send = (about: string, notification: Notification) => Promise<boolean>

export function makeSender(deps: NotificationDeps): Send {
  return async (about, notification) => {
    const { memberId, userId, tag } = notification
    const key = `${about} ${memberId} ${userId}`
    if (await isSent(deps.db, key)) return true
    let isTaken = true
    try {
      await deps.portalClients.ask(memberId, userId, (gateway, account) =>
        gateway.notify(account, userId, withLink(notification), tag),
      )
    } catch (error) {
      // A portal that is gone gets nothing; one that is only away is tried again.
      isTaken = !(error instanceof Refusal && error.code === 'portal_not_installed')
      if (isTaken) throw error
      deps.log.info({ notice: about }, 'a notification had nobody to go to')
    }
    await deps.transaction((unit) => markSent(unit, key))
    return isTaken
  }
}

/** As BB code, with a link that opens the app inside the portal (placement REST_APP_URI). */
function withLink({ language, text, appId, ticketId }: Notification): string {
  const place = ticketId === null ? '' : `?params%5Bticket%5D=${ticketId}`
  return `${escapeBb(text)} [url=/marketplace/view/${appId}/${place}]${notificationTexts[language].open}[/url]`
}
