import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Calendar, instantAfter, prepareCalendar } from '#server/calendar/calendar.ts'
import { deadlinesOf } from '#server/sla/domain/deadlines.ts'
import { at, everyDay, office, workdays } from './history.ts'

const DAY = 86_400_000
const oneByOne = (calendar: Calendar, starts: readonly number[], seconds: number) => {
  const prepared = prepareCalendar(structuredClone(calendar))
  return starts.map((start) => instantAfter(prepared, new Date(start), seconds).getTime())
}

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

it('S2 deadlines in bulk are those found one by one', () => {
  const starts = fc.array(fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2028, 0, 1) }), { maxLength: 40 })
  const seconds = fc.oneof(fc.nat({ max: 4 * 3600 }), fc.nat({ max: 200 * 3600 }), fc.constant(0.25))
  fc.assert(
    fc.property(fc.constantFrom(...calendars), starts, seconds, (calendar, instants, wanted) => {
      const prepared = prepareCalendar(structuredClone(calendar))

      expect([...deadlinesOf(prepared, Float64Array.from(instants), wanted)]).toEqual(
        oneByOne(calendar, instants, wanted),
      )
    }),
  )
})

it('S2 also on a calendar that was laid out before, and when it has to widen', () => {
  const [calendar = workdays('UTC', [])] = calendars
  const prepared = prepareCalendar(structuredClone(calendar))
  const near = [at('2026-11-05T07:00:00Z').getTime()]
  const far = [at('2019-03-01T00:00:00Z').getTime(), at('2033-10-30T00:30:00Z').getTime(), ...near]

  expect([...deadlinesOf(prepared, Float64Array.from(near), 3600)]).toEqual(oneByOne(calendar, near, 3600))
  expect([...deadlinesOf(prepared, Float64Array.from(far), 5000 * 3600)]).toEqual(oneByOne(calendar, far, 5000 * 3600))
})

it('S2 at the edges of a span: an opening, a closing, a millisecond before and after', () => {
  const opening = at('2026-11-05T06:00:00Z').getTime()
  const starts = [opening - 1, opening, opening + 1, opening + 9 * 3_600_000 - 1, opening + 9 * 3_600_000]

  const found = deadlinesOf(office, Float64Array.from(starts), 9 * 3600)

  expect([...found].map((deadline) => deadline - opening)).toEqual([
    9 * 3_600_000,
    9 * 3_600_000,
    DAY + 1,
    DAY + 9 * 3_600_000 - 1,
    DAY + 9 * 3_600_000,
  ])
})

it('nothing to add leaves the starts alone, and less than nothing is refused', () => {
  const starts = Float64Array.of(1, 2)

  expect(deadlinesOf(office, starts, 0)).toEqual(starts)
  expect(deadlinesOf(office, new Float64Array(), 60)).toEqual(new Float64Array())
  expect(() => deadlinesOf(office, starts, -1)).toThrow(RangeError)
  expect(() => deadlinesOf(office, Float64Array.of(Number.NaN), 60)).toThrow(RangeError)
})
