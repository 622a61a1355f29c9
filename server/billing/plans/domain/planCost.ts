import { type Account, type Group, openAccount, type WorkTerms } from '../../domain/account.ts'
import type { QuantaTaken } from '../../domain/billingEvents.ts'
import { type Money, sum, times } from '../../domain/money.ts'
import { type Buyer, quantumPrice, type Sold } from '../../domain/price.ts'
import { evolve } from '../../domain/evolve.ts'
import { settle } from '../../domain/settle.ts'
import { cheapestPackages } from './cheapestPackages.ts'

/** Work as it really was: the what-if bills it again under other plans (Q3). */
export type WorkedInterval = { intervalId: string; ticketId: string; agentId: string; startedAt: Date; stoppedAt: Date }

/** What so much work costs under a plan whose client buys a package whenever none is left, in the sizes that cost least in all. */
export type Cost = {
  cost: Money
  /** Of which sizes so many, the largest first. */
  bought: { quanta: number; packages: number }[]
  packages: number
  quantaUsed: number
  /** Paid for, and gone with the end of its package. */
  quantaExpired: number
  /** Paid for, and still to be used. */
  quantaLeft: number
}

/** Never used up, and far from where integers end. */
const PLENTY = 1_000_000_000

type Period = { until: Date; timeZone: string }

type Begun = Pick<QuantaTaken, 'at' | 'intervalId'>

/**
 * Quanta as they would have begun if none had ever been missing, one after another: whoever has many to count can let others
 * have their turn between them.
 */
export function* quantaOf(intervals: readonly WorkedInterval[], terms: WorkTerms): Generator<Begun> {
  const acts = intervals
    .filter(({ startedAt, stoppedAt }) => startedAt.getTime() < stoppedAt.getTime())
    .flatMap((interval) => [
      { at: interval.startedAt, interval, isStart: true },
      { at: interval.stoppedAt, interval, isStart: false },
    ])
  // At one instant what ends makes way for what starts.
  const order = acts.toSorted(
    (one, other) => one.at.getTime() - other.at.getTime() || Number(one.isStart) - Number(other.isStart),
  )
  const rests = new Map<string, Rest>()
  let account: Account = openAccount(order[0]?.at ?? new Date(0), PLENTY)
  for (const { at, interval, isStart } of order) {
    const passed = settle(account, at)
    for (const event of passed) {
      if (event.type === 'quanta.taken') yield* event.payers.map(() => event)
    }
    account = passed.reduce(evolve, account)
    const { startedAt: _start, stoppedAt: _stop, ...timer } = interval
    account = isStart
      ? evolve(broughtBack(account, rests, timer.ticketId), { type: 'timer.started', at, ...timer, terms })
      : putAside(evolve(account, { type: 'timer.stopped', at, ...timer, cause: 'agent' }), rests, timer.ticketId)
  }
}

/** What an account keeps of a ticket on which nobody works. Left in it, each of ten thousand tickets would slow down the next. */
type Rest = { group: Group | undefined; leastChargeLeft: number | undefined }

function putAside(account: Account, rests: Map<string, Rest>, ticketId: string): Account {
  if (account.running.some((one) => one.ticketId === ticketId)) return account
  const { [`ticket:${ticketId}`]: group, ...groups } = account.groups
  const { [ticketId]: leastCharge, ...leastChargeLeft } = account.leastChargeLeft
  rests.set(ticketId, { group, leastChargeLeft: leastCharge })
  return { ...account, groups, leastChargeLeft }
}

function broughtBack(account: Account, rests: Map<string, Rest>, ticketId: string): Account {
  const rest = rests.get(ticketId)
  if (rest === undefined) return account
  rests.delete(ticketId)
  const { group, leastChargeLeft: left } = rest
  return {
    ...account,
    groups: group === undefined ? account.groups : { ...account.groups, [`ticket:${ticketId}`]: group },
    leastChargeLeft: left === undefined ? account.leastChargeLeft : { ...account.leastChargeLeft, [ticketId]: left },
  }
}

/** For a client without a past: so many quanta (a slider's), spread evenly over the time between. */
export function evenly(quanta: number, from: Date, until: Date): Date[] {
  const length = until.getTime() - from.getTime()
  return Array.from({ length: quanta }, (_, index) => new Date(from.getTime() + Math.floor((length * index) / quanta)))
}

export function costOf(begun: readonly Date[], sold: Sold, buyer: Buyer, { until, timeZone }: Period): Cost {
  if (sold.by === 'usage') {
    const cost = times(quantumPrice(sold, buyer), begun.length)
    return { cost, bought: [], packages: 0, quantaUsed: begun.length, quantaExpired: 0, quantaLeft: 0 }
  }
  const packages = cheapestPackages(begun, sold, buyer, timeZone)
  const unused = packages.map(({ quanta, used, ends }) => ({
    quanta: quanta - used,
    // The next one is bought where none is left: so what any but the last did not use has expired.
    isOver: ends.getTime() <= until.getTime(),
  }))
  const { currency } = buyer
  return {
    cost: packages.reduce((all, { totalMinor }) => sum(all, { minor: totalMinor, currency }), { minor: 0, currency }),
    bought: bySize(packages.map(({ quanta }) => quanta)),
    packages: packages.length,
    quantaUsed: begun.length,
    quantaExpired: unused.reduce((all, { quanta, isOver }) => all + (isOver ? quanta : 0), 0),
    quantaLeft: unused.reduce((all, { quanta, isOver }) => all + (isOver ? 0 : quanta), 0),
  }
}

/** The largest first. */
function bySize(sizes: readonly number[]): Cost['bought'] {
  return [...Map.groupBy(sizes, (quanta) => quanta)]
    .map(([quanta, same]) => ({ quanta, packages: same.length }))
    .toSorted((one, other) => other.quanta - one.quanta)
}
