import { Refusal } from '#server/platform/refusal.ts'
import { type Account, openAccount, type WorkTerms } from '#server/billing/domain/account.ts'
import { decide } from '#server/billing/domain/billing.ts'
import type { BillingCommand } from '#server/billing/domain/billingCommands.ts'
import type { BillingEvent } from '#server/billing/domain/billingEvents.ts'
import { withConsequences } from '#server/billing/domain/consequences.ts'
import { evolve } from '#server/billing/domain/evolve.ts'
import { settle } from '#server/billing/domain/settle.ts'

/** A package with dates of its own, and an interval as its agent wanted it: how the independent cases tell a history. */
export type PaidPackage = { id: string; quanta: number; starts: Date; ends: Date }
export type WantedInterval = { id: string; ticketId: string; start: Date; stop: Date }

export type Adjustment = { id: string; packageId: string | null; quanta: number; at: Date }

export type History = {
  opened: Date
  packages: readonly PaidPackage[]
  adjustments?: readonly Adjustment[]
  intervals: readonly WantedInterval[]
  terms: WorkTerms
  limitQuanta: number
}

export type Told = { account: Account; events: BillingEvent[]; refused: Set<string> }

type Act = { at: Date; order: number; id: string; tell: (told: Told) => Told }

/** Tells a history act by act and settles to the end; `looks` are further instants at which somebody looks at the account. */
export function tell(history: History, until: Date, looks: readonly Date[] = []): Told {
  const acts: Act[] = [
    ...history.packages.map((one) => ({ at: one.starts, order: 1, id: '', tell: paying(one) })),
    ...(history.adjustments ?? []).map((one) => ({ at: one.at, order: 2, id: '', tell: adjusting(one) })),
    ...history.intervals.map((one) => ({ at: one.start, order: 3, id: one.id, tell: starting(one, history.terms) })),
    ...history.intervals
      .filter(({ start, stop }) => stop > start)
      .map((one) => ({ at: one.stop, order: 0, id: one.id, tell: stopping(one) })),
    ...looks.map((at) => ({ at, order: 4, id: '', tell: looking(at) })),
  ]
  const inOrder = acts.toSorted(
    (one, other) => one.at.getTime() - other.at.getTime() || one.order - other.order || compareIds(one.id, other.id),
  )
  // The terms hold from the beginning, as after a purchase.
  const account = {
    ...openAccount(history.opened, history.limitQuanta),
    leastQuanta: history.terms.leastQuantaPerTicket,
  }
  const begun: Told = { account, events: [], refused: new Set() }
  return looking(until)(inOrder.reduce((told, act) => act.tell(told), begun))
}

export function add(told: Told, events: readonly BillingEvent[]): Told {
  return { ...told, account: events.reduce(evolve, told.account), events: [...told.events, ...events] }
}

function paying({ id, quanta, starts, ends }: PaidPackage) {
  return (told: Told): Told => {
    const settled = looking(starts)(told)
    const bought: BillingEvent = {
      type: 'package.bought',
      at: starts,
      package: { packageId: id, planCode: 'any', quanta, ends, validity: { unit: 'days', count: 30 } },
      orderId: `order-${id}`,
      price: { minor: 0, currency: 'RUB' },
    }
    return add(settled, withConsequences(settled.account, [bought]))
  }
}

function adjusting({ id, packageId, quanta, at }: Adjustment) {
  return (told: Told): Told => {
    const command = { type: 'adjust', at, packageId, quanta, reason: 'agreed', by: 'lead', newPackageId: id } as const
    return attempt(told, { ...command, timeZone: 'UTC' })
  }
}

function starting({ id, ticketId, start, stop }: WantedInterval, terms: WorkTerms) {
  return (told: Told): Told => {
    const started = attempt(told, { type: 'startTimer', at: start, intervalId: id, ticketId, agentId: id, terms })
    if (!started.account.running.some(({ intervalId }) => intervalId === id)) {
      return { ...started, refused: new Set([...told.refused, id]) }
    }
    return start.getTime() === stop.getTime() ? stopping({ id, ticketId, start, stop })(started) : started
  }
}

/** What is refused changes nothing but that time has passed. */
function attempt(told: Told, command: BillingCommand): Told {
  try {
    return add(told, decide(told.account, command))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return looking(command.at)(told)
  }
}

function stopping({ id, stop }: WantedInterval) {
  return (told: Told): Told => {
    if (!told.account.running.some(({ intervalId }) => intervalId === id)) return told
    return add(told, decide(told.account, { type: 'stopTimer', at: stop, intervalId: id, cause: 'agent' }))
  }
}

function looking(at: Date) {
  return (told: Told): Told => add(told, settle(told.account, at))
}

function compareIds(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
