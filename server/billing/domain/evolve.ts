import type { Account, Package, Payer } from './account.ts'
import type { BillingEvent, NewPackage, QuantaTaken } from './billingEvents.ts'
import { groupIn, groupOf, secondsFor } from './rounding.ts'
import { later, secondAfter } from '#server/calendar/seconds.ts'

type Stopped = Extract<BillingEvent, { type: 'timer.stopped' }>

/** Never refuses: whatever was decided has happened. */
export function evolve(before: Account, event: BillingEvent): Account {
  const account: Account = { ...before, from: later(before.from, endsSecond(event) ? secondAfter(event.at) : event.at) }
  switch (event.type) {
    case 'package.bought':
      return { ...account, packages: [...account.packages, begun(event.package, event.at)] }
    case 'quanta.returned':
      return { ...account, packages: [...account.packages, begun(event.package, event.at)] }
    case 'package.ending':
      return changed(account, event.packageId, (one) => ({ ...one, warnedDays: event.days }))
    case 'package.ended':
      return changed(account, event.packageId, (one) => ({ ...one, left: 0, hasEnded: true }))
    case 'owed.paid':
      return { ...account, owedQuanta: account.owedQuanta - event.quanta }
    case 'limit.set':
      return { ...account, limitQuanta: event.limitQuanta }
    case 'leastCharge.set':
      return { ...account, leastQuanta: event.quanta }
    case 'ticket.ended':
      return { ...account, begunTickets: account.begunTickets.filter((ticketId) => ticketId !== event.ticketId) }
    case 'ticket.reopened':
      return withBegun(account, event.ticketId)
    case 'quanta.taken':
      return withBegun(taken(account, event), event.ticketId)
    case 'quanta.adjusted': {
      const { packageId, quanta } = event
      if (packageId === null) return { ...account, owedQuanta: account.owedQuanta - quanta }
      return changed(account, packageId, (one) => adjusted(one, quanta))
    }
    case 'quanta.low':
      return account
    case 'timer.started': {
      const { intervalId, ticketId, agentId, terms, at } = event
      const running = [...account.running, { intervalId, ticketId, agentId, terms, startedAt: at }]
      return { ...account, running: running.toSorted(byIntervalId), leastQuanta: terms.leastQuantaPerTicket }
    }
    case 'timer.stopped':
      return stopped(account, event)
    case 'service.interrupted':
      return { ...account, interruptedSince: event.at }
    case 'service.resumed':
      return { ...account, interruptedSince: null }
  }
}

/** Ties between timers at one instant go by their ids, compared as they are written. */
export function byIntervalId(one: { intervalId: string }, other: { intervalId: string }): number {
  if (one.intervalId === other.intervalId) return 0
  return one.intervalId < other.intervalId ? -1 : 1
}

/** Quanta begin when everything else in their second has happened: after them only the next second is left. */
function endsSecond(event: BillingEvent): boolean {
  return event.type === 'quanta.taken' || (event.type === 'timer.stopped' && event.cause === 'exhausted')
}

function begun(bought: NewPackage, at: Date): Package {
  return { ...bought, extra: 0, left: bought.quanta, starts: at, hasEnded: false, warnedDays: null }
}

/** More than was bought is left only where something was given on top; that stays when some of it is used ("26 of 31"). */
function adjusted(one: Package, quanta: number): Package {
  const left = one.left + quanta
  return { ...one, left, extra: Math.max(one.extra, left - one.quanta) }
}

function changed(account: Account, packageId: string, change: (one: Package) => Package): Account {
  return { ...account, packages: account.packages.map((one) => (one.packageId === packageId ? change(one) : one)) }
}

function taken(account: Account, event: QuantaTaken): Account {
  const paid = event.payers.reduce(paidBy, account)
  const leastCharge = paid.leastChargeLeft[event.ticketId] ?? 0
  if (event.cause === 'leastCharge') {
    return { ...paid, leastChargeLeft: { ...paid.leastChargeLeft, [event.ticketId]: event.payers.length } }
  }
  const { workedSeconds, paidSeconds } = groupIn(paid.groups, event.group)
  const group = { workedSeconds, paidSeconds: paidSeconds + event.quantumSeconds }
  const groups = { ...paid.groups, [event.group]: group }
  const left = event.payers.length > 0 ? leastCharge : leastCharge - 1
  // Kept also at 0: a least charge that comes later with a new regulation is not for tickets already begun.
  return { ...paid, groups, leastChargeLeft: { ...paid.leastChargeLeft, [event.ticketId]: left } }
}

function withBegun(account: Account, ticketId: string): Account {
  if (account.begunTickets.includes(ticketId)) return account
  return { ...account, begunTickets: [...account.begunTickets, ticketId] }
}

function paidBy(account: Account, { packageId }: Payer): Account {
  if (packageId === null) return { ...account, owedQuanta: account.owedQuanta + 1 }
  return changed(account, packageId, (one) => ({ ...one, left: one.left - 1 }))
}

function stopped(account: Account, { intervalId, at }: Stopped): Account {
  const interval = account.running.find((one) => one.intervalId === intervalId)
  if (interval === undefined) return account
  const running = account.running.filter((one) => one.intervalId !== intervalId)
  const name = groupOf(interval, at.getTime())
  const { [name]: group = { workedSeconds: 0, paidSeconds: 0 }, ...others } = account.groups
  // An interval that is rounded by itself is over; tickets and days may go on.
  if (interval.terms.rounding === 'interval') return { ...account, running, groups: others }
  const workedSeconds = group.workedSeconds + secondsFor(interval, at.getTime())
  return { ...account, running, groups: { ...others, [name]: { ...group, workedSeconds } } }
}
