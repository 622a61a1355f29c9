import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  type Calendar,
  instantAfter,
  isOpen,
  nextClosing,
  nextOpening,
  parseCalendar,
  prepareCalendar,
  type Span,
  workingMilliseconds,
} from '#server/calendar/calendar.ts'
import { obviousInstantAfter, obviousWorkingMilliseconds } from './obvious.ts'

const DAY = 86_400_000

/** Clock changes at midnight, by half an hour, by two hours, by a day, twice within weeks, abolished, and none at all. */
const zones = [
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Caracas',
  'America/Havana',
  'America/New_York',
  'America/Sao_Paulo',
  'Antarctica/Troll',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Kathmandu',
  'Asia/Pyongyang',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'Europe/Dublin',
  'Europe/Kyiv',
  'Europe/Moscow',
  'Pacific/Apia',
  'Pacific/Kwajalein',
  'UTC',
]

const wall = fc
  .integer({ min: 0, max: 95 })
  .map((quarter) => `${`${Math.floor(quarter / 4)}`.padStart(2, '0')}:${`${(quarter % 4) * 15}`.padStart(2, '0')}`)
const spans: fc.Arbitrary<Span[]> = fc.array(
  fc.oneof(
    fc.tuple(wall, wall),
    fc.tuple(wall, fc.constant('24:00')),
    fc.tuple(fc.constant('00:00'), fc.constant('24:00')),
  ),
  { maxLength: 3 },
)
const openSomeday: fc.Arbitrary<Span[]> = spans.filter((list) => list.length > 0)

/** Half of the instants lie within days of a clock change of the zone, where the mistakes are. */
const scene = fc.constantFrom(...zones).chain((timeZone) =>
  fc
    .record({
      somewhen: fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) }),
      nearChange: fc.boolean(),
      back: fc.integer({ min: 0, max: 4 * DAY }),
      weekly: fc.record({ 1: openSomeday, 2: spans, 3: spans, 4: spans, 5: spans, 6: spans, 7: spans }),
      exceptions: fc.array(fc.tuple(fc.integer({ min: -3, max: 9 }), spans), { maxLength: 4 }),
      lengths: fc.tuple(fc.nat({ max: 7 * DAY }), fc.nat({ max: 7 * DAY })),
      seconds: fc.nat({ max: 60 * 3600 }),
    })
    .map(({ somewhen, nearChange, back, weekly, exceptions, lengths, seconds }) => {
      const change = nearChange ? changeAfter(timeZone, somewhen) : null
      const start = change === null ? somewhen : change - back
      const days = exceptions.map(([day, list]): [string, Span[]] => [
        new Date(start + day * DAY).toISOString().slice(0, 10),
        list,
      ])
      const calendar: Calendar = { timeZone, weekly, exceptions: Object.fromEntries(days) }
      return { calendar, start, middle: start + lengths[0], end: start + lengths[0] + lengths[1], seconds }
    }),
)

function changeAfter(timeZone: string, instant: number): number | null {
  const moment = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone)
  return moment.getTimeZoneTransition('next')?.epochMilliseconds ?? null
}

const runs = { numRuns: 150 }
/** Walking the dates asks Temporal some hundred times a scene. */
const slow = 30_000

describe('S2 a working calendar', () => {
  it(
    'counts as much working time as walking the local dates does',
    () => {
      fc.assert(
        fc.property(scene, ({ calendar, start, end }) => {
          const counted = workingMilliseconds(prepareCalendar(calendar), new Date(start), new Date(end))

          expect(counted).toBe(obviousWorkingMilliseconds(calendar, start, end))
        }),
        runs,
      )
    },
    slow,
  )

  it(
    'finds the same deadline as walking the local dates does',
    () => {
      fc.assert(
        fc.property(scene, ({ calendar, start, seconds }) => {
          const expected = obviousInstantAfter(calendar, start, seconds * 1000)
          fc.pre(expected !== null)

          expect(instantAfter(prepareCalendar(calendar), new Date(start), seconds).getTime()).toBe(expected)
        }),
        runs,
      )
    },
    slow,
  )

  it('agrees in both directions, and the deadline is the earliest instant', () => {
    fc.assert(
      fc.property(scene, ({ calendar, start, seconds }) => {
        fc.pre(seconds > 0)
        const prepared = prepareCalendar(calendar)
        const from = new Date(start)
        const deadline = instantAfter(prepared, from, seconds)

        expect(workingMilliseconds(prepared, from, deadline)).toBe(seconds * 1000)
        expect(workingMilliseconds(prepared, from, new Date(deadline.getTime() - 1))).toBe(seconds * 1000 - 1)
      }),
      runs,
    )
  })

  it('counts the same whether an interval is split or not, and never backwards', () => {
    fc.assert(
      fc.property(scene, ({ calendar, start, middle, end }) => {
        const prepared = prepareCalendar(calendar)
        const [from, between, to] = [new Date(start), new Date(middle), new Date(end)]
        const first = workingMilliseconds(prepared, from, between)
        const second = workingMilliseconds(prepared, between, to)

        expect(first + second).toBe(workingMilliseconds(prepared, from, to))
        expect(first).toBeGreaterThanOrEqual(0)
        expect(first).toBeLessThanOrEqual(middle - start)
        expect(workingMilliseconds(prepared, to, from)).toBe(0)
      }),
      runs,
    )
  })

  it('adds in steps as it adds at once', () => {
    fc.assert(
      fc.property(scene, fc.nat({ max: 40 * 3600 }), ({ calendar, start, seconds }, more) => {
        const prepared = prepareCalendar(calendar)
        const half = instantAfter(prepared, new Date(start), seconds)
        const inSteps = instantAfter(prepared, half, more)
        const atOnce = instantAfter(prepared, new Date(start), seconds + more)

        expect(inSteps).toEqual(atOnce)
        expect(atOnce.getTime()).toBeGreaterThanOrEqual(half.getTime())
      }),
      runs,
    )
  })

  it('answers alike when it was first asked about another century', () => {
    fc.assert(
      fc.property(scene, fc.boolean(), ({ calendar, start, end }, earlier) => {
        const fresh = prepareCalendar(structuredClone(calendar))
        const asked = prepareCalendar(structuredClone(calendar))
        const elsewhere = Date.UTC(earlier ? 1985 : 2045, 5, 1)
        workingMilliseconds(asked, new Date(elsewhere), new Date(elsewhere + DAY))

        expect(workingMilliseconds(asked, new Date(start), new Date(end))).toBe(
          workingMilliseconds(fresh, new Date(start), new Date(end)),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('is open from an opening until the closing', () => {
    fc.assert(
      fc.property(scene, ({ calendar, start }) => {
        const prepared = prepareCalendar(calendar)
        const opening = nextOpening(prepared, new Date(start))
        if (opening === null) throw new Error('every scene opens every week')
        const closing = nextClosing(prepared, opening)
        const open = isOpen(prepared, new Date(start))

        expect(opening.getTime() === start).toBe(open)
        expect(isOpen(prepared, opening)).toBe(true)
        expect(workingMilliseconds(prepared, new Date(start), opening)).toBe(0)
        // A calendar that never closes is open a year later, too.
        const until = closing ?? new Date(opening.getTime() + 365 * DAY)
        expect(isOpen(prepared, until)).toBe(closing === null)
        expect(workingMilliseconds(prepared, opening, until)).toBe(until.getTime() - opening.getTime())
      }),
      runs,
    )
  })

  it('takes every calendar of these scenes as valid', () => {
    fc.assert(
      fc.property(scene, ({ calendar }) => {
        expect(parseCalendar(calendar)).toEqual(calendar)
      }),
    )
  })
})
