import type {
  AccountSummary,
  IntervalView,
  LedgerLine,
  OfferView,
  OrderView,
  PackageView,
  TimerView,
} from '#contract/billing/types.ts'
import type { Channel, EditionChannels, Plan, Regulation } from '#contract/regulations/document.types.ts'
import { offerTo } from '#server/regulations/domain/prices.ts'
import { disputableUntil } from './disputes.commands.ts'
import { creditOf } from '../orders/domain/order.ts'
import type { SummaryRow } from './accountsList.sql.ts'
import type { ShownEntry } from './ledger.sql.ts'
import type { StoredOrder } from '../orders/orders.sql.ts'
import type { Named, PackageRow, ShownTimer } from './accountReads.sql.ts'

type Side = 'client' | 'desk'
type Plans = Regulation['plans']

export function presentPackage(row: PackageRow, plans: Plans, at: Date): PackageView {
  const { packageId, planCode, quanta, left, startsAt, endsAt, hasEnded } = row
  const isOver = hasEnded || endsAt.getTime() <= at.getTime()
  const state = isOver ? 'ended' : stateOfLive(left)
  return {
    packageId,
    planCode,
    planTitle: titleOf(planCode, plans),
    quanta,
    left: isOver ? 0 : left,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    state,
  }
}

function stateOfLive(left: number): 'live' | 'usedUp' {
  return left > 0 ? 'live' : 'usedUp'
}

function titleOf(planCode: string, plans: Plans) {
  return plans.find(({ code }) => code === planCode)?.title ?? null
}

/** A question is between the timer and its agent; the desk may see it, the client only that somebody works. */
export function presentTimer(row: ShownTimer, side: Side, at: Date): TimerView {
  const { askedAt, askStopsAt, askCause } = row
  const isAsked = side === 'desk' && askedAt !== null && askStopsAt !== null
  return {
    intervalId: row.intervalId,
    ticketId: row.ticketId,
    ticketNumber: row.ticketNumber,
    memberId: row.memberId,
    portalName: row.portalName,
    agent: { userId: row.agentId, name: row.agentName, photo: null },
    startedAt: row.startedAt.toISOString(),
    quanta: row.quanta,
    at: at.toISOString(),
    question: isAsked
      ? {
          askedAt: askedAt.toISOString(),
          stopsAt: askStopsAt.toISOString(),
          why: askCause === 'dayEnded' ? 'dayEnds' : 'idle',
        }
      : null,
  }
}

export function presentInterval(row: ShownTimer, side: Side, at: Date): IntervalView {
  const { stoppedAt, dispute } = row
  const until = stoppedAt === null ? null : disputableUntil(stoppedAt)
  const isOpen = until !== null && until.getTime() > at.getTime() && dispute === null && side === 'client'
  return {
    intervalId: row.intervalId,
    ticketId: row.ticketId,
    ticketNumber: row.ticketNumber,
    agent: { userId: row.agentId, name: row.agentName, photo: null },
    startedAt: row.startedAt.toISOString(),
    stoppedAt: stoppedAt?.toISOString() ?? null,
    stopCause: row.stopCause,
    quanta: row.quanta,
    disputableUntil: isOpen ? until.toISOString() : null,
    dispute: dispute === null ? null : presentDispute(dispute),
  }
}

function presentDispute(dispute: NonNullable<ShownTimer['dispute']>): NonNullable<IntervalView['dispute']> {
  const { disputeId, openedAt, openedBy, reason, answeredAt, answeredBy, answer, givenBack } = dispute
  return {
    disputeId,
    openedAt: new Date(openedAt).toISOString(),
    openedBy,
    reason,
    answer:
      answeredAt === null
        ? null
        : {
            at: new Date(answeredAt).toISOString(),
            by: answeredBy ?? '',
            text: answer ?? '',
            givenBack: givenBack ?? 0,
          },
  }
}

/** Without the chain: whoever wants to check it exports the ledger. */
export function presentEntry(entry: ShownEntry, staff: ReadonlyMap<number, string>): LedgerLine {
  const { by, previousHash: _before, hash: _hash, ...line } = entry
  const userId = Number(by?.split(':')[1] ?? Number.NaN)
  return { ...line, byName: staff.get(userId) ?? null }
}

export function presentOrder(stored: StoredOrder, names: Named, plans: Plans, side: Side): OrderView {
  const { order, payments, memberId, deskId } = stored
  const { total, quanta, validity } = order.quote
  const beyond = creditOf(order).minor
  return {
    orderId: order.orderId,
    deskId,
    memberId,
    ...names,
    planCode: order.planCode,
    planTitle: titleOf(order.planCode, plans),
    clientStatus: stored.clientStatus,
    quanta,
    total,
    validity,
    status: order.status,
    placedAt: stored.placedAt.toISOString(),
    placedBy: stored.placedBy,
    lapsesAt: order.lapsesAt.toISOString(),
    endedAt: stored.endedAt?.toISOString() ?? null,
    paid: { ...total, minor: beyond + total.minor },
    credit: { ...total, minor: side === 'desk' ? Math.max(0, beyond) : 0 },
    payments: payments.map(({ recordedAt, ...payment }) => ({ ...payment, recordedAt: recordedAt.toISOString() })),
    isInvoiced: order.status === 'open' && stored.invoice?.state === 'sent',
    invoice: side === 'desk' ? stored.invoice : null,
    canInvoice: side === 'desk' && stored.usesCrm && order.status === 'open' && canBeMade(stored.invoice),
  }
}

function canBeMade(invoice: StoredOrder['invoice']): boolean {
  if (invoice?.state === 'waiting') return invoice.problem !== null
  return invoice === null || ['failed', 'deleted', 'closed'].includes(invoice.state)
}

export function presentOffers(
  regulation: Regulation,
  clientStatus: number,
  allowed: string[] | null,
  currency: string | null,
): OfferView[] {
  return offeredTo(regulation, clientStatus, allowed, currency).map((plan) => ({
    planCode: plan.code,
    title: plan.title,
    ...offerTo(plan, clientStatus, currency),
    ...reactionOf(plan, regulation.targets),
    ...channelsOf(plan),
  }))
}

/** A plan without a price for this client is not offered to it. */
export function offeredTo(
  { plans }: Regulation,
  clientStatus: number,
  allowed: string[] | null,
  currency: string | null,
): Plan[] {
  return plans
    .filter(({ code }) => allowed === null || allowed.includes(code))
    .filter((plan) => {
      const { quantumPriceMinor, sizes } = offerTo(plan, clientStatus, currency)
      return quantumPriceMinor !== null || sizes.length > 0
    })
}

/** Its first reactions that are counted in time, whatever the category: the shortest one, and each by its priorities. */
function reactionOf({ code }: Plan, targets: Regulation['targets']): Pick<OfferView, 'reactionMinutes' | 'reactions'> {
  const promised = targets.flatMap(({ kind, plans, coupon, within, priorities }) =>
    kind === 'firstReaction' && !coupon && plans?.includes(code) === true && within.by === 'time'
      ? [{ priorities, minutes: within.minutes }]
      : [],
  )
  const byPriorities = Map.groupBy(promised, ({ priorities }) => priorities?.join(' ') ?? '')
  const reactions = [...byPriorities.values()].flatMap((same) =>
    same.toSorted((one, other) => one.minutes - other.minutes).slice(0, 1),
  )
  const minutes = promised.map((one) => one.minutes)
  return { reactionMinutes: minutes.length === 0 ? null : Math.min(...minutes), reactions }
}

function channelsOf({ channels }: Plan): Pick<OfferView, 'channels'> {
  if (channels === null) return { channels: null }
  return { channels: { cloud: listed(channels.cloud), box: listed(channels.box) } }
}

function listed({ official, chooseOne }: EditionChannels): Channel[] {
  return [...official, ...(chooseOne?.from ?? [])]
}

export function presentSummary(row: SummaryRow): AccountSummary {
  return {
    ...row,
    interruptedSince: row.interruptedSince?.toISOString() ?? null,
    nextEndsAt: row.nextEndsAt?.toISOString() ?? null,
  }
}
