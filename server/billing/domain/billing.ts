import { Refusal } from '#server/platform/refusal.ts'
import { type Account, quantaLeft } from './account.ts'
import type { BillingCommand, CommandOf } from './billingCommands.ts'
import type { BillingEvent } from './billingEvents.ts'
import { decideAdjustment, decideTakingBack } from './adjustment.ts'
import { withConsequences } from './consequences.ts'
import { evolve } from './evolve.ts'
import { later, secondAfter, wholeSecond } from '#server/calendar/seconds.ts'
import { settle } from './settle.ts'
import { endOf } from './validity.ts'

/** What has happened by itself until the command's second, then what the command does; or why it may not. */
export function decide(account: Account, command: BillingCommand): BillingEvent[] {
  const at = later(account.from, wholeSecond(command.at))
  const passed = settle(account, at)
  const now = passed.reduce(evolve, account)
  return [...passed, ...withConsequences(now, decideAt(account, now, { ...command, at }))]
}

/** `before` is the account as the person saw it: what has happened by itself since then is not that person's mistake. */
function decideAt(before: Account, now: Account, command: BillingCommand): BillingEvent[] {
  switch (command.type) {
    case 'addPackage':
      return decideAdding(command)
    case 'payOwed':
      return decidePayingOwed(now, command)
    case 'takeBackPurchase':
      return decideTakingBack(now, command)
    case 'setLimit':
      return decideLimit(now, command)
    case 'setLeastCharge':
      return now.leastQuanta === command.quanta
        ? []
        : [{ type: 'leastCharge.set', at: command.at, quanta: command.quanta }]
    case 'endTicket':
      return decideEndingTicket(now, command)
    case 'reopenTicket':
      return decideReopeningTicket(now, command)
    case 'startTimer':
      return decideStarting(now, command)
    case 'stopTimer':
      return decideStopping(before, now, command)
    case 'adjust':
      return decideAdjustment(now, command)
  }
}

function decideAdding(command: CommandOf<'addPackage'>): BillingEvent[] {
  const { at, packageId, orderId, planCode, quanta, validity, timeZone, price } = command
  if (!(Number.isSafeInteger(quanta) && quanta > 0)) throw new RangeError(`A package has no ${quanta} quanta`)
  const ends = endOf(validity, at, timeZone)
  return [{ type: 'package.bought', at, package: { packageId, planCode, quanta, ends, validity }, orderId, price }]
}

function decidePayingOwed(account: Account, command: CommandOf<'payOwed'>): BillingEvent[] {
  const { at, orderId, quanta, price } = command
  if (!(Number.isSafeInteger(quanta) && quanta > 0)) throw new RangeError(`Nobody pays ${quanta} owed quanta`)
  if (quanta > account.owedQuanta) throw new Refusal('more_than_owed', { owed: account.owedQuanta })
  return [{ type: 'owed.paid', at, quanta, orderId, price }]
}

/** What is owed stays within the limit: whoever leaves the plan pays first. */
function decideLimit({ owedQuanta, limitQuanta }: Account, command: CommandOf<'setLimit'>): BillingEvent[] {
  const { at, limitQuanta: wanted } = command
  if (!(Number.isSafeInteger(wanted) && wanted >= 0)) throw new RangeError(`Nobody may owe ${wanted} quanta`)
  if (wanted < owedQuanta) throw new Refusal('owed_unpaid', { owed: owedQuanta })
  return wanted === limitQuanta ? [] : [{ type: 'limit.set', at, limitQuanta: wanted }]
}

function decideStarting(account: Account, command: CommandOf<'startTimer'>): BillingEvent[] {
  const { type: _type, ...timer } = command
  const own = account.running.find(({ agentId }) => agentId === command.agentId)
  if (own !== undefined) throw new Refusal('timer_running', { intervalId: own.intervalId, ticketId: own.ticketId })
  const started: BillingEvent = { type: 'timer.started', ...timer }
  if (account.interruptedSince !== null || isStoppedAtOnce(account, started, command))
    throw cannotStart(account, command)
  return [started]
}

/** Q16: what is left may be too little for a ticket on which nobody has worked. */
function cannotStart(account: Account, { ticketId, terms }: CommandOf<'startTimer'>): Refusal {
  const { left } = quantaLeft(account)
  const least = account.leastChargeLeft[ticketId] === undefined ? terms.leastQuantaPerTicket : 0
  return left > 0 && left < least
    ? new Refusal('rest_below_least', { left, least })
    : new Refusal('no_quanta_left', { left })
}

function decideEndingTicket({ begunTickets }: Account, { at, ticketId }: CommandOf<'endTicket'>): BillingEvent[] {
  return begunTickets.includes(ticketId) ? [{ type: 'ticket.ended', at, ticketId }] : []
}

/** Only a ticket on which work has begun matters: a new one has paid nothing. */
function decideReopeningTicket(account: Account, { at, ticketId }: CommandOf<'reopenTicket'>): BillingEvent[] {
  const isBegun = account.leastChargeLeft[ticketId] !== undefined
  return isBegun && !account.begunTickets.includes(ticketId) ? [{ type: 'ticket.reopened', at, ticketId }] : []
}

/** Timers that start in the same second compete for the last quanta: let that second pass and look. */
function isStoppedAtOnce(
  account: Account,
  started: BillingEvent,
  { at, intervalId }: CommandOf<'startTimer'>,
): boolean {
  const second = settle(evolve(account, started), secondAfter(at))
  return second.some((event) => event.type === 'timer.stopped' && event.intervalId === intervalId)
}

function decideStopping(before: Account, now: Account, command: CommandOf<'stopTimer'>): BillingEvent[] {
  const { at, intervalId, cause } = command
  const isIt = (interval: { intervalId: string }) => interval.intervalId === intervalId
  const interval = now.running.find(isIt)
  if (interval === undefined) {
    if (before.running.some(isIt)) return []
    throw new Refusal('timer_not_running', { intervalId })
  }
  const { ticketId, agentId } = interval
  return [{ type: 'timer.stopped', at, intervalId, ticketId, agentId, cause }]
}
