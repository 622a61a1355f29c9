import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Clock } from '#server/sla/domain/clock.ts'
import type { ClockEvent, ClockHappening } from '#server/sla/domain/clockEvents.ts'
import { clockView, endOf } from '#server/sla/domain/clockView.ts'
import { checkEvidence } from '#server/sla/domain/checkEvidence.ts'
import { evidenceOf } from '#server/sla/domain/evidence.ts'
import { countedSeconds, stripOf } from '#server/sla/domain/strip.ts'
import { clockKinds, type Target } from '#server/sla/domain/targets.ts'
import { advance, noClocks, replay, type TicketClocks } from '#server/sla/domain/ticketClocks.ts'
import { answer, at, calendars, everyDay, promised, question, workdays } from './history.ts'
import { minutesOf, obviousCounted, obviousDue, obviousWanted } from './obviousClock.ts'

const MINUTE = 60_000
/** The night of 25 October is an hour longer in Kyiv, whose calendar has a lunch break, a night shift and two days off. */
const start = at('2026-10-23T05:00:00Z').getTime()
const scene = {
  ...calendars,
  kyiv: workdays(
    'Europe/Kyiv',
    [
      ['09:00', '13:00'],
      ['14:00', '18:00'],
      ['22:00', '04:00'],
    ],
    { '2026-10-26': [], '2026-10-25': [['02:00', '06:00']] },
  ),
  nights: everyDay('Europe/Kyiv', [['20:00', '08:00']]),
}

const calendar = fc.constantFrom('kyiv', 'kyiv', 'nights', 'always')
const target: fc.Arbitrary<Target | null> = fc.option(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ by: fc.constant('time'), minutes: fc.integer({ min: 1, max: 900 }), calendar }),
    },
    fc.record({ by: fc.constant('endOfDay'), nextDayAfter: fc.constantFrom(null, '08:00', '20:00'), calendar }),
  ),
  { freq: 8 },
)
const promise = fc
  .record({ firstReaction: target, nextReaction: target, resolution: target, coupon: fc.boolean() })
  .map(({ coupon, ...targets }) => promised(targets, { coupon }))

const silent: fc.Arbitrary<ClockHappening> = fc.constantFrom<ClockHappening>(
  { type: 'note' },
  { type: 'automaticMessage' },
  { type: 'assigned' },
  { type: 'inProgress' },
  { type: 'waitingForClient' },
  { type: 'deferred' },
  { type: 'undeferred' },
  { type: 'resolved' },
  { type: 'merged' },
)
const anything: fc.Arbitrary<ClockHappening> = fc.oneof(
  silent,
  fc.constantFrom<ClockHappening>(
    { type: 'clientMessage' },
    { type: 'clientMessage' },
    answer,
    question,
    { type: 'awaitingPayment' },
    { type: 'paid' },
    { type: 'locked' },
    { type: 'unlocked' },
    { type: 'closed' },
  ),
  promise.map((made): ClockHappening => ({ type: 'retargeted', promised: made })),
  promise.map((made): ClockHappening => ({ type: 'reopened', promised: made })),
)

function told(happening: fc.Arbitrary<ClockHappening>, maxMinutes = 400): fc.Arbitrary<ClockEvent[]> {
  const later = fc.array(fc.tuple(happening, fc.nat({ max: maxMinutes })), { maxLength: 14 })
  return fc.tuple(promise, later).map(([made, steps]) => {
    let now = start
    const queued: ClockEvent = { at: new Date(now), seq: 0, type: 'queued', promised: made }
    const rest = steps.map(([one, delay], index): ClockEvent => {
      now += delay * MINUTE
      return { ...one, at: new Date(now), seq: index + 1 }
    })
    return [queued, ...rest]
  })
}

function untilOf(events: readonly ClockEvent[], minutes: number): Date {
  return new Date((events.at(-1)?.at.getTime() ?? start) + minutes * MINUTE)
}

function clocksOf(clocks: TicketClocks): Clock[] {
  return [clocks.firstReaction, ...clocks.nextReactions, clocks.resolution].filter((clock) => clock !== null)
}

describe('S4 replayed clocks', () => {
  it('are the same when folded event by event, stored in between, and told in overlapping parts', () => {
    fc.assert(
      fc.property(told(anything), fc.nat(), fc.nat(), (events, one, other) => {
        const [from, to] = [one % events.length, other % events.length].toSorted((a, b) => a - b)
        const first = events.slice(0, to).reduce(advance, noClocks)
        const resumed = events.slice(from).reduce(advance, structuredClone(first))

        expect(resumed).toEqual(replay(events))
      }),
    )
  })

  it('never stand still twice at once, nor outside of their lives', () => {
    fc.assert(
      fc.property(told(anything), (events) => {
        for (const { pauses, startedAt, end } of clocksOf(replay(events))) {
          let free = startedAt.getTime()
          for (const [index, { from, to }] of pauses.entries()) {
            const until = to?.getTime() ?? Infinity
            expect(from.getTime()).toBeGreaterThanOrEqual(free)
            expect(until).toBeGreaterThan(from.getTime())
            expect(to !== null || index === pauses.length - 1).toBe(true)
            free = until
          }
          expect(end?.at.getTime() ?? Infinity).toBeGreaterThanOrEqual(free)
        }
      }),
    )
  })

  it('count and fall due as walking the minutes does', () => {
    fc.assert(
      fc.property(told(anything, 200), (events) => {
        const until = untilOf(events, 600)
        for (const clock of clocksOf(replay(events))) {
          const view = clockView(clock, scene, until)
          for (const made of view.promises) {
            if (made.target === null) continue
            const named = calendarNamed(made.target.calendar)
            const wanted = obviousWanted(made.target, named, clock.startedAt.getTime())
            const due = obviousDue(minutesOf(clock, named, until.getTime()), made, wanted)
            const found = made.due?.at?.getTime() ?? null
            expect(found !== null && found < until.getTime() ? found : null).toBe(due)
          }
          const inForce = clock.promises.findLast((made) => made.target !== null)?.target
          if (inForce === undefined || inForce === null) continue
          const minutes = minutesOf(clock, calendarNamed(inForce.calendar), until.getTime())
          expect(view.workingSeconds).toBe(obviousCounted(minutes, endOf(clock, until).getTime()))
        }
      }),
      { numRuns: 200 },
    )
  }, 60_000)

  it('make no deadline while they stand still, and what is left stays until they go on', () => {
    fc.assert(
      fc.property(told(anything), fc.nat({ max: 5000 }), (events, minutes) => {
        for (const clock of clocksOf(replay(events))) {
          const [now, then] = [0, minutes].map((wait) => clockView(clock, scene, untilOf(events, wait)))
          if (now?.state.status !== 'paused') continue
          expect(now.deadline).toBeNull()
          expect(then?.remainingSeconds).toBe(now.remainingSeconds)
          expect(then?.workingSeconds).toBe(now.workingSeconds)
        }
      }),
    )
  })

  it('never lose a breach', () => {
    fc.assert(
      fc.property(told(anything), (events) => {
        let breached: number | null = null
        let clocks = noClocks
        for (const event of events) {
          clocks = advance(clocks, event)
          if (clocks.firstReaction === null) continue
          const { state } = clockView(clocks.firstReaction, scene, event.at)
          const breachedAt = state.status === 'breached' ? state.at.getTime() : null
          expect(breachedAt).toBe(breached ?? breachedAt)
          breached = breachedAt
        }
      }),
    )
  })
})

describe('S5 the strip', () => {
  it('has no gap, ends where the clock ends, and its counted parts are the clock', () => {
    fc.assert(
      fc.property(told(anything), fc.nat({ max: 20_000 }), (events, minutes) => {
        const until = untilOf(events, minutes)
        for (const clock of clocksOf(replay(events))) {
          const strip = stripOf(clock, scene, until)
          let reached = clock.startedAt.getTime()
          for (const { from, to } of strip) {
            expect(from.getTime()).toBe(reached)
            expect(to.getTime()).toBeGreaterThan(reached)
            reached = to.getTime()
          }
          expect(strip.length === 0 ? reached : endOf(clock, until).getTime()).toBe(reached)
          expect(countedSeconds(strip)).toBe(clockView(clock, scene, until).workingSeconds)
        }
      }),
    )
  })

  it('exported, always fits', () => {
    fc.assert(
      fc.property(told(anything), fc.nat({ max: 5000 }), (events, minutes) => {
        const until = untilOf(events, minutes)
        for (const kind of clockKinds) {
          const evidence = evidenceOf(events, { kind, round: 0 }, scene, until)
          if (evidence === null) continue
          expect(checkEvidence(JSON.parse(JSON.stringify(evidence)))).toEqual({ fits: true })
        }
      }),
    )
  })
})

function calendarNamed(name: string) {
  const found = new Map(Object.entries(scene)).get(name)
  if (found === undefined) throw new Error(`no calendar ${name}`)
  return found
}
