import { withInnerQuotes } from '#contract/common.ts'
import type { DeliveryReason } from '#contract/notifications/deliveries.types.ts'
import type { NotifiedEvent } from '#contract/notifications/table.types.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { Log } from '#server/platform/log.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { mostNotices, type PortalClients, type PortalNotice } from '#server/portals/gateway.port.ts'
import { claimDeliveries, settleDeliveries, type NotedDelivery } from './deliveries/deliveries.commands.ts'

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
type Claimed = InPortal & { notice: string }

/** Longer than anybody waits for a portal: whoever has claimed something and said no more of it by then is dead. */
const leaseSeconds = 12

type Outcome = { is: 'taken' } | { is: 'nobody' } | { is: 'failed'; error: unknown }
type Told = { reached: number; failures: unknown[]; isOver: boolean }

/**
 * D4: in Bitrix24 itself. One with the same tag replaces the one before, so that of a ticket the newest stands there alone. The people of a
 * portal are told many at once, each of them claimed before and settled behind it; what a killed process was in the middle of is said again
 * when its claim is over, and its tag replaces it.
 */
export function makePortalDelivery({ transaction, portalClients, log }: PortalDeliveryDeps) {
  return async (notifications: readonly InPortal[]): Promise<number> => {
    const wanted = [...new Map(notifications.map((one) => [keyOf(one), { ...one, notice: keyOf(one) }])).values()]
    const failures: unknown[] = []
    let reached = 0
    for (const own of Map.groupBy(wanted, ({ memberId }) => memberId).values()) {
      for (let from = 0; from < own.length; from += mostNotices) {
        const told = await tell(own.slice(from, from + mostNotices))
        reached += told.reached
        failures.push(...told.failures)
        // Neither does the portal answer for the others.
        if (told.isOver) break
      }
    }
    if (failures.length > 0) throw failures[0]
    return reached
  }

  async function tell(part: readonly Claimed[]): Promise<Told> {
    const noted = part.map((one) => ({ ...one, channel: 'bitrix24' as const }))
    const { mine, ended } = await transaction((unit) => claimDeliveries(unit, noted, leaseSeconds))
    const elsewhere = part.length - mine.size - ended.size
    const failures: unknown[] =
      elsewhere === 0 ? [] : [new Error(`${elsewhere} notifications are being sent elsewhere`)]
    const claimed = part.filter(({ notice }) => mine.has(notice))
    const outcomes = claimed.length === 0 ? [] : await ask(claimed)
    await transaction((unit) => settleDeliveries(unit, settled(claimed, outcomes)))
    if (outcomes.some(({ is }) => is === 'nobody')) {
      log.info({ notices: claimed.length, portals: [claimed[0]?.memberId] }, 'notifications had nobody to go to')
    }
    const failed = outcomes.flatMap((outcome) => (outcome.is === 'failed' ? [outcome.error] : []))
    return {
      reached: ended.size + outcomes.filter(({ is }) => is === 'taken').length,
      failures: [...failures, ...failed],
      isOver: claimed.length > 0 && failed.length === claimed.length,
    }
  }

  /** All of one portal. One that is gone gets nothing; one that is only away is tried again. */
  async function ask(claimed: readonly Claimed[]): Promise<Outcome[]> {
    const [first] = claimed
    if (first === undefined) return []
    const notices = claimed.map(toNotice)
    try {
      const answers = await portalClients.ask(first.memberId, first.userId, (gateway, account) =>
        gateway.notify(account, notices),
      )
      return answers.map((refusal) => (refusal === null ? { is: 'taken' } : { is: 'failed', error: refusal }))
    } catch (error) {
      const isGone = error instanceof Refusal && error.code === 'portal_not_installed'
      return claimed.map(() => (isGone ? { is: 'nobody' } : { is: 'failed', error }))
    }
  }
}

function toNotice({ userId, text, tag }: InPortal): PortalNotice {
  return { userId, text: withInnerQuotes(text), tag }
}

function settled(
  claimed: readonly Claimed[],
  outcomes: readonly Outcome[],
): Pick<NotedDelivery, 'notice' | 'outcome' | 'reason'>[] {
  return outcomes.flatMap((outcome, place) => {
    const notice = claimed[place]?.notice
    return notice === undefined ? [] : [{ notice, ...cameOf(outcome) }]
  })
}

function cameOf(outcome: Outcome): Pick<NotedDelivery, 'outcome' | 'reason'> {
  switch (outcome.is) {
    case 'taken':
      return { outcome: 'sent', reason: null }
    case 'nobody':
      return { outcome: 'nobody', reason: 'portalGone' }
    case 'failed':
      return { outcome: 'failed', reason: reasonOf(outcome.error) }
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
