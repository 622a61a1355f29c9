import { withInnerQuotes } from '#contract/common.ts'
import type { NotifiedEvent } from '#contract/notifications/table.types.ts'
import type { Db } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Log } from '#server/platform/log.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import { listSent, markSent, type SentNotice } from './delivery.sql.ts'

export type NotificationDeps = { db: Db; transaction: Transaction; portalClients: PortalClients; log: Log }

/** What one person reads. `about` and the person make its key: however often it is to be sent, it is sent once. */
export type Notification = {
  about: string
  event: NotifiedEvent | 'sla.alarm' | 'sla.missed' | 'timer.asked' | 'ticket.mentioned' | 'calendar.adopted'
  memberId: string
  userId: number
  text: string
  tag: string
}

/**
 * Sends each to its person once; returns how many people are reached, now or before. One that fails holds up none of the others: it
 * is thrown when all of them were tried, so that the job comes again for what is left.
 */
export type Send = (notifications: readonly Notification[]) => Promise<number>

export function makeSender({ db, transaction, portalClients, log }: NotificationDeps): Send {
  const mark = (sent: readonly SentNotice[]) => transaction((unit) => markSent(unit, sent))

  async function deliver({ memberId, userId, text, tag }: Notification): Promise<Outcome> {
    try {
      await portalClients.ask(memberId, userId, (gateway, account) =>
        gateway.notify(account, userId, withInnerQuotes(text), tag),
      )
      return { is: 'taken' }
    } catch (error) {
      if (error instanceof Refusal && error.code === 'portal_not_installed') return { is: 'nobody' }
      return { is: 'failed', error }
    }
  }

  return async (notifications) => {
    const wanted = [...new Map(notifications.map((one) => [keyOf(one), one]))]
    const sent = await listSent(
      db,
      wanted.map(([key]) => key),
    )
    const failures: unknown[] = []
    const gone = new Set<string>()
    const failed = new Map<string, number>()
    const unread: SentNotice[] = []
    let reached = sent.size
    for (const [notice, notification] of wanted) {
      const { memberId } = notification
      if (sent.has(notice) || (failed.get(memberId) ?? 0) >= mostFailures) continue
      const outcome: Outcome = gone.has(memberId) ? { is: 'nobody' } : await deliver(notification)
      switch (outcome.is) {
        case 'taken':
          await mark([{ notice, ...notification }])
          reached += 1
          break
        case 'nobody':
          // A portal that is gone gets nothing; one that is only away is tried again.
          gone.add(memberId)
          unread.push({ notice, ...notification })
          break
        case 'failed':
          failed.set(memberId, (failed.get(memberId) ?? 0) + 1)
          failures.push(outcome.error)
      }
    }
    if (unread.length > 0) {
      log.info({ notices: unread.length, portals: [...gone] }, 'notifications had nobody to go to')
      await mark(unread)
    }
    if (failures.length > 0) throw failures[0]
    return reached
  }
}

/** One whom a portal does not take may be gone; after so many it is the portal that does not answer. */
const mostFailures = 3

type Outcome = { is: 'taken' } | { is: 'nobody' } | { is: 'failed'; error: unknown }

function keyOf({ about, memberId, userId }: Notification): string {
  return `${about} ${memberId} ${userId}`
}
