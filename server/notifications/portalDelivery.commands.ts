import { withInnerQuotes } from '#contract/common.ts'
import type { DeliveryReason } from '#contract/notifications/deliveries.types.ts'
import type { NotifiedEvent } from '#contract/notifications/table.types.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { Log } from '#server/platform/log.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import { listEnded, noteDeliveries, type NotedDelivery } from './deliveries/deliveries.commands.ts'

export type PortalDeliveryDeps = { db: Db; transaction: Transaction; portalClients: PortalClients; log: Log }

type InPortal = {
  about: string
  event: NotifiedEvent
  memberId: string
  userId: number
  deskId: string
  text: string
  tag: string
}

/** One whom a portal does not take may be gone; after so many it is the portal that does not answer. */
const mostFailures = 3

type Outcome = { is: 'taken' } | { is: 'nobody' } | { is: 'failed'; error: unknown }

/** D4: in Bitrix24 itself. One with the same tag replaces the one before, so that of a ticket the newest stands there alone. */
export function makePortalDelivery({ db, transaction, portalClients, log }: PortalDeliveryDeps) {
  const note = (noted: readonly NotedDelivery[]) => transaction((unit) => noteDeliveries(unit, noted))

  async function deliver({ memberId, userId, text, tag }: InPortal): Promise<Outcome> {
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

  return async (notifications: readonly InPortal[]): Promise<number> => {
    const wanted = [...new Map(notifications.map((one) => [keyOf(one), one]))]
    const ended = await listEnded(
      db,
      wanted.map(([key]) => key),
    )
    const failures: unknown[] = []
    const gone = new Set<string>()
    const failed = new Map<string, number>()
    const unread: NotedDelivery[] = []
    let reached = ended.size
    for (const [notice, notification] of wanted) {
      const { memberId } = notification
      if (ended.has(notice) || (failed.get(memberId) ?? 0) >= mostFailures) continue
      const outcome: Outcome = gone.has(memberId) ? { is: 'nobody' } : await deliver(notification)
      const noted = { notice, channel: 'bitrix24' as const, ...notification }
      switch (outcome.is) {
        case 'taken':
          await note([{ ...noted, outcome: 'sent', reason: null }])
          reached += 1
          break
        case 'nobody':
          // A portal that is gone gets nothing; one that is only away is tried again.
          gone.add(memberId)
          unread.push({ ...noted, outcome: 'nobody', reason: 'portalGone' })
          break
        case 'failed':
          failed.set(memberId, (failed.get(memberId) ?? 0) + 1)
          await note([{ ...noted, outcome: 'failed', reason: reasonOf(outcome.error) }])
          failures.push(outcome.error)
      }
    }
    if (unread.length > 0) {
      log.info({ notices: unread.length, portals: [...gone] }, 'notifications had nobody to go to')
      await note(unread)
    }
    if (failures.length > 0) throw failures[0]
    return reached
  }
}

function reasonOf(error: unknown): DeliveryReason {
  return error instanceof Refusal && error.code === 'portal_unreachable' && error.cause === undefined
    ? 'portalSilent'
    : 'portalRefused'
}

function keyOf({ about, memberId, userId }: InPortal): string {
  return `${about} ${memberId} ${userId}`
}
