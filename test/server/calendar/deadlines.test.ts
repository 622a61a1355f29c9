import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Calendar, instantAfter, prepareCalendar } from '#server/calendar/calendar.ts'
import { at, everyDay, office, workdays } from '../sla/history.ts'
import { obviousInstantAfter } from './obvious.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
/** A calendar of its own for every answer, so that nothing was laid out before. */
const onFresh = (calendar: Calendar, starts: readonly number[], seconds: number) =>
  starts.map((start) => instantAfter(prepareCalendar(structuredClone(calendar)), new Date(start), seconds))

const calendars: Calendar[] = [
  workdays('Europe/Kyiv', [['09:00', '20:00']], { '2026-12-25': [], '2026-11-07': [['10:00', '12:00']] }),
  everyDay('America/Havana', [
    ['22:00', '04:00'],
    ['08:00', '12:00'],
    ['13:30', '17:00'],
  ]),
  everyDay('Europe/Moscow', [['00:00', '24:00']]),
  { ...workdays('Pacific/Apia', []), weekly: { 1: [], 2: [], 3: [['11:00', '11:20']], 4: [], 5: [], 6: [], 7: [] } },
]

it('S2 many deadlines on one calendar are those that walking the dates finds', { timeout: 30_000 }, () => {
  const starts = fc.array(fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2028, 0, 1) }), { maxLength: 4 })
  const seconds = fc.oneof(fc.nat({ max: 4 * 3600 }), fc.nat({ max: 100 * 3600 }), fc.constant(0.25))
  fc.assert(
    fc.property(fc.constantFrom(...calendars), starts, seconds, (calendar, instants, wanted) => {
      const expected = instants.map((start) => obviousInstantAfter(calendar, start, wanted * 1000, 100))
      fc.pre(!expected.includes(null))
      const prepared = prepareCalendar(structuredClone(calendar))

      const found = instants.map((start) => instantAfter(prepared, new Date(start), wanted).getTime())

      expect(found).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})

it('S2 also on a calendar that was laid out before, and when it has to widen', () => {
  const [calendar = workdays('UTC', [])] = calendars
  const prepared = prepareCalendar(structuredClone(calendar))
  const near = [at('2026-11-05T07:00:00Z').getTime()]
  const far = [at('2019-03-01T00:00:00Z').getTime(), at('2033-10-30T00:30:00Z').getTime(), ...near]
  const onPrepared = (starts: readonly number[], seconds: number) =>
    starts.map((start) => instantAfter(prepared, new Date(start), seconds))

  expect(onPrepared(near, 3600)).toEqual(onFresh(calendar, near, 3600))
  expect(onPrepared(far, 5000 * 3600)).toEqual(onFresh(calendar, far, 5000 * 3600))
})

it('S2 at the edges of a span: an opening, a closing, a millisecond before and after', () => {
  const opening = at('2026-11-05T06:00:00Z').getTime()
  const starts = [opening - 1, opening, opening + 1, opening + 9 * HOUR - 1, opening + 9 * HOUR]

  const found = starts.map((start) => instantAfter(office, new Date(start), 9 * 3600).getTime())

  expect(found.map((deadline) => deadline - opening)).toEqual([
    9 * HOUR,
    9 * HOUR,
    DAY + 1,
    DAY + 9 * HOUR - 1,
    DAY + 9 * HOUR,
  ])
})

it('nothing to add leaves the start alone, and less than nothing, or no instant, is refused', () => {
  const start = new Date(1)

  expect(instantAfter(office, start, 0)).toEqual(start)
  expect(() => instantAfter(office, start, -1)).toThrow(RangeError)
  expect(() => instantAfter(office, new Date(Number.NaN), 60)).toThrow(RangeError)
})
