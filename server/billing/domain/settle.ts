import { type Account, payersOf, type RunningInterval } from './account.ts'
import type { BillingEvent } from './billingEvents.ts'
import { interrupted, isInterrupted, withConsequences } from './consequences.ts'
import { evolve } from './evolve.ts'
import { type Beginning, beginnings, groupOf, staysWithin } from './rounding.ts'
import { DAY, SECOND } from '#server/calendar/seconds.ts'

const WARNING_DAYS = [7, 1]

/** What happens next by itself. A second opens with what dates bring, then people act, and it closes with quanta that begin. */
type Step = { at: number; phase: 'opens' | 'closes'; events: (account: Account) => BillingEvent[] }

/**
 * Everything that has happened by itself until now: packages that ended, quanta that began, timers that none was left for.
 * The steps follow from the account alone, so one catch-up after a week gives the same as a look every second. Quanta of
 * this very second are still open: its timers may yet be stopped, its payment may yet come.
 */
export function settle(account: Account, at: Date): BillingEvent[] {
  const all: BillingEvent[] = []
  let now = account
  for (;;) {
    const step = nextStep(now)
    if (step === null || dueAt(step) > at.getTime()) return all
    const events = withConsequences(now, step.events(now))
    all.push(...events)
    now = events.reduce(evolve, now)
  }
}

/** When to settle next; null if nothing will happen by itself. */
export function wakeAt(account: Account): Date | null {
  const step = nextStep(account)
  return step === null ? null : new Date(dueAt(step))
}

function dueAt({ at, phase }: Step): number {
  return phase === 'opens' ? at : at + SECOND
}

function nextStep(account: Account): Step | null {
  let next: Step | null = null
  for (const step of [
    ...deadEnds(account),
    ...endings(account),
    ...leastCharges(account),
    ...beginnings(account).map(beginning),
  ]) {
    // At one instant the first of the list: packages as they were paid, least charges, then quanta, both by interval id.
    if (next === null || dueAt(step) < dueAt(next) || (dueAt(step) === dueAt(next) && opensBefore(step, next))) {
      next = step
    }
  }
  return next
}

/** The end of one second comes before the beginning of the next, though both are due at the same instant. */
function opensBefore(step: Step, other: Step): boolean {
  return step.phase === 'closes' && other.phase === 'opens'
}

/** Q16: what is kept of a release that let a rest stand with which no work could begin. */
function deadEnds(account: Account): Step[] {
  if (account.interruptedSince !== null || !isInterrupted(account)) return []
  const at = account.from
  return [{ at: at.getTime(), phase: 'opens', events: (now) => [interrupted(now, at)] }]
}

function endings(account: Account): Step[] {
  return account.packages
    .filter(({ hasEnded }) => !hasEnded)
    .flatMap((one) => {
      const { packageId, starts, ends, left, warnedDays } = one
      const ended: Step = {
        at: ends.getTime(),
        phase: 'opens',
        events: () => [{ type: 'package.ended', at: ends, packageId, quanta: left }],
      }
      const warned = WARNING_DAYS.map((days) => ({ days, at: new Date(ends.getTime() - days * DAY) }))
        .filter(({ days, at }) => at > starts && at >= account.from && days < (warnedDays ?? Infinity) && left > 0)
        .map(({ days, at }): Step => {
          return {
            at: at.getTime(),
            phase: 'opens',
            events: () => [{ type: 'package.ending', at, packageId, days, left }],
          }
        })
      return [...warned, ended]
    })
}

/** Q12: the least charge of a ticket on which nobody worked before. */
function leastCharges(account: Account): Step[] {
  return account.running
    .filter(({ ticketId, terms }) => terms.leastQuantaPerTicket > 0 && account.leastChargeLeft[ticketId] === undefined)
    .map((interval) => ({
      at: interval.startedAt.getTime(),
      phase: 'closes',
      events: (now) =>
        take(now, interval, 'leastCharge', {
          at: interval.startedAt.getTime(),
          group: groupOf(interval, interval.startedAt.getTime()),
          quantumSeconds: 0,
          intervals: [interval],
        }),
    }))
}

function beginning(group: Beginning): Step {
  return {
    at: group.at,
    phase: 'closes',
    events: (now) => {
      // Of a day's tickets one whose least charge still pays comes first: the client has paid for that already.
      const begins = group.intervals.find(({ ticketId }) => leastChargeLeft(now, ticketId) > 0) ?? group.intervals[0]
      return begins === undefined ? [] : take(now, begins, 'quantum', group)
    },
  }
}

/** The quanta come from who pays them; if nobody can, timers of the group stop at that instant. */
function take(
  account: Account,
  { intervalId, ticketId, terms }: RunningInterval,
  cause: 'quantum' | 'leastCharge',
  group: Beginning,
): BillingEvent[] {
  const at = new Date(group.at)
  const isPaid = cause === 'quantum' && leastChargeLeft(account, ticketId) > 0
  const wanted = cause === 'quantum' ? 1 : terms.leastQuantaPerTicket
  const payers = isPaid ? [] : payersOf(account, at, wanted)
  if (payers === null) {
    return stopping(account, group).map((one) => ({
      type: 'timer.stopped',
      at,
      intervalId: one.intervalId,
      ticketId: one.ticketId,
      agentId: one.agentId,
      cause: 'exhausted',
    }))
  }
  const { group: name, quantumSeconds } = group
  return [{ type: 'quanta.taken', at, cause, intervalId, ticketId, group: name, quantumSeconds, payers }]
}

/**
 * What would have to stop in the second in which it started was never there, so it stops nobody else: of a group that nobody
 * pays for such timers make way, the last one first, until the others stay within what is paid. If they do not, all stop.
 */
function stopping(account: Account, { at, group, intervals }: Beginning): readonly RunningInterval[] {
  const newcomers = intervals.filter(({ startedAt }) => startedAt.getTime() === at)
  for (let i = newcomers.length - 1; i >= 0; i--) {
    const leaving = newcomers.slice(i)
    const staying = intervals.filter((one) => !leaving.includes(one))
    if (staying.length > 0 && staysWithin(account, group, staying, at)) return leaving
  }
  return intervals
}

function leastChargeLeft(account: Account, ticketId: string): number {
  return account.leastChargeLeft[ticketId] ?? 0
}
