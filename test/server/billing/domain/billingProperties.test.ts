import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Account, openAccount, quantaLeft } from '#server/billing/domain/account.ts'
import type { BillingEvent } from '#server/billing/domain/billingEvents.ts'
import { entriesOf } from '#server/billing/domain/entries.ts'
import { evolve } from '#server/billing/domain/evolve.ts'
import { settle, wakeAt } from '#server/billing/domain/settle.ts'
import { type History, tell, type Told } from '../history.ts'
import { obviously, type Seen } from './obvious.ts'

const MINUTE = 60_000
/** 23:00 in Moscow: the local date changes an hour later. */
const opened = new Date('2026-03-02T20:00:00Z')
const midnight = new Date('2026-03-02T21:00:00Z')
const until = new Date('2026-03-02T23:00:00Z')

/** Seconds and whole quanta alike: ties at one instant are where the mistakes are. */
const instant = fc.oneof(
  fc.integer({ min: 0, max: 24 }).map((quanta) => quanta * 5 * MINUTE),
  fc.integer({ min: 0, max: 120 }).map((minutes) => minutes * MINUTE),
  fc.integer({ min: 1, max: 24 }).map((quanta) => quanta * 5 * MINUTE - 1000),
  fc.integer({ min: 0, max: 7200 }).map((seconds) => seconds * 1000),
)
const length = fc.oneof(
  fc.integer({ min: 0, max: 12 }).map((quanta) => quanta * 5 * MINUTE),
  fc.integer({ min: 0, max: 3600 }).map((seconds) => seconds * 1000),
)
const paid = fc.record({
  starts: instant,
  length: length.filter((ms) => ms > 0),
  quanta: fc.integer({ min: 1, max: 12 }),
})
const wanted = fc.record({ start: instant, length, ticket: fc.constantFrom('t1', 't2', 't3') })
const adjusted = fc.record({ at: instant, package: fc.nat({ max: 4 }), quanta: fc.constantFrom(-5, -2, -1, 1, 3) })

const histories: fc.Arbitrary<History> = fc
  .record({
    packages: fc.array(paid, { maxLength: 5 }),
    adjustments: fc.array(adjusted, { maxLength: 3 }),
    intervals: fc.array(wanted, { maxLength: 8 }),
    quantumMinutes: fc.constantFrom(5, 10, 15),
    rounding: fc.constantFrom('interval', 'ticket', 'day'),
    leastQuantaPerTicket: fc.constantFrom(0, 0, 2, 3),
    limitQuanta: fc.constantFrom(0, 0, 0, 4),
  })
  .map(({ packages, adjustments, intervals, quantumMinutes, rounding, leastQuantaPerTicket, limitQuanta }) => {
    const at = (offset: number) => new Date(opened.getTime() + offset)
    const inOrder = packages.toSorted((one, other) => one.starts - other.starts)
    return {
      opened,
      packages: inOrder.map((one, index) => {
        return { id: `p${index}`, quanta: one.quanta, starts: at(one.starts), ends: at(one.starts + one.length) }
      }),
      adjustments: adjustments.map((one, index) => {
        return { id: `back${index}`, packageId: `p${one.package}`, quanta: one.quanta, at: at(one.at) }
      }),
      intervals: intervals.map(({ start, length: long, ticket }, index) => {
        return { id: `i${index}`, ticketId: ticket, start: at(start), stop: at(start + long) }
      }),
      terms: { quantumMinutes, rounding, timeZone: 'Europe/Moscow', leastQuantaPerTicket },
      limitQuanta,
    }
  })

const looks = fc
  .array(instant, { maxLength: 20 })
  .map((list) => list.map((offset) => new Date(opened.getTime() + offset)))

describe('Q6 the quanta of any packages, intervals, payments and adjustments', () => {
  it('are those that walking the seconds one by one takes', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const seen = seenIn(tell(history, until))

        expect(comparable(seen, history)).toEqual(comparable(obviously(history, until, midnight), history))
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  it('are the same however often and whenever somebody looks', () => {
    fc.assert(
      fc.property(histories, looks, (history, instants) => {
        expect(tell(history, until, instants).events).toEqual(tell(history, until).events)
      }),
      { numRuns: 500 },
    )
  })

  it('are the same when every wake-up comes, and after a week without a server', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { account } = tell(history, new Date(opened.getTime() + 30 * MINUTE))
        const atOnce = settle(account, new Date(until.getTime() + 7 * 24 * 60 * MINUTE))
        const live: BillingEvent[] = []
        let now = account
        for (let wake = wakeAt(now); wake !== null && wake <= until; wake = wakeAt(now)) {
          const events = settle(now, wake)
          expect(events.length).toBeGreaterThan(0)
          live.push(...events)
          now = events.reduce(evolve, now)
        }

        expect(live).toEqual(atOnce.slice(0, live.length))
      }),
      { numRuns: 200 },
    )
  })

  it('do not depend on packages and groups that are over', () => {
    fc.assert(
      fc.property(histories, instant, (history, offset) => {
        const { account } = tell(history, new Date(opened.getTime() + offset))

        expect(settle(forgetful(account), until)).toEqual(settle(account, until))
      }),
      { numRuns: 200 },
    )
  })

  it('taken, expired and left are always together what was bought, and nothing is ever below zero', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { events } = tell(history, until)
        let account: Account = openAccount(opened, history.limitQuanta)
        let balance = 0
        for (const event of events) {
          account = evolve(account, event)
          balance += entriesOf(event).reduce((sum, { quanta }) => sum + quanta, 0)

          const left = account.packages.reduce((sum, one) => sum + one.left, 0)
          expect(balance).toBe(left - account.owedQuanta)
          expect(account.packages.every((one) => one.left >= 0)).toBe(true)
          expect(account.owedQuanta).toBeGreaterThanOrEqual(0)
          expect(account.owedQuanta).toBeLessThanOrEqual(history.limitQuanta)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('of each interval are its length rounded up to whole quanta, as long as enough are there', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const plenty = { ...history, adjustments: [], limitQuanta: 100_000 }
        const terms = { ...history.terms, rounding: 'interval', leastQuantaPerTicket: 0 } as const
        const { events } = tell({ ...plenty, terms }, until)
        for (const { id, start, stop } of history.intervals) {
          const taken = events.filter((event) => event.type === 'quanta.taken' && event.intervalId === id)
          const seconds = (Math.min(stop.getTime(), until.getTime()) - start.getTime()) / 1000

          expect(taken).toHaveLength(Math.ceil(seconds / (terms.quantumMinutes * 60)))
        }
      }),
      { numRuns: 200 },
    )
  })
})

function seenIn(told: Told): Seen {
  // In its last second only dates have done their part.
  const events = told.events.filter(({ at }) => at < until)
  const account = events.reduce(evolve, openAccount(opened, told.account.limitQuanta))
  const seen: Seen = { charges: [], stops: [], expired: [], left: {}, owed: account.owedQuanta, interrupted: [] }
  let since: number | null = quantaLeft(openAccount(opened, account.limitQuanta)).left === 0 ? 0 : null
  for (const event of events) {
    const second = (event.at.getTime() - opened.getTime()) / 1000
    if (event.type === 'quanta.taken') {
      seen.charges.push(...event.payers.map((payer) => `${second} ${event.intervalId} ${payer.packageId ?? 'owed'}`))
    }
    if (event.type === 'timer.stopped') seen.stops.push(`${second} ${event.intervalId} ${event.cause}`)
    if (event.type === 'package.ended') seen.expired.push(`${second} ${event.packageId} ${event.quanta}`)
    if (event.type === 'service.interrupted') since = second
    if (event.type === 'service.resumed' && since !== null) {
      seen.interrupted.push(...range(since, second))
      since = null
    }
  }
  if (since !== null) seen.interrupted.push(...range(since, (until.getTime() - opened.getTime()) / 1000))
  seen.left = Object.fromEntries(account.packages.map((one) => [one.packageId, one.left]))
  return seen
}

/** What stops in the second in which it started was never there, whether refused, displaced or stopped at once. */
function comparable(seen: Seen, history: History): Seen {
  const starts = history.intervals.map(({ id, start }) => `${(start.getTime() - opened.getTime()) / 1000} ${id}`)
  const stops = seen.stops.filter((line) => !starts.some((start) => line.startsWith(`${start} `)))
  return { ...seen, stops: stops.toSorted() }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
}

function forgetful(account: Account): Account {
  const { running } = account
  const isNeeded = (name: string) =>
    name.startsWith('day:') ||
    running.some(({ intervalId, ticketId }) => name.endsWith(intervalId) || name.endsWith(ticketId))
  return {
    ...account,
    packages: account.packages.filter(({ hasEnded }) => !hasEnded),
    groups: Object.fromEntries(Object.entries(account.groups).filter(([name]) => isNeeded(name))),
  }
}
