import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { publishAnnouncementInput } from '#contract/announcements/types.ts'
import type { Span } from '#contract/calendar/types.ts'
import { levels } from '#contract/connections/types.ts'
import { daysAhead, holidaysAhead, type Holiday } from '#server/announcements/domain/holidays.ts'
import { textsOfHoliday } from '#server/announcements/holidays.texts.ts'
import type { NationalCalendar } from '#server/calendar/spans.ts'

type Spans = Span[]

const announcementId = '00000000-0000-4000-8000-000000000001'
const audience = { levels: [], editions: [], memberIds: [], plans: [], versions: [] }
const from = '2027-01-01T00:00:00Z'

/** Clock changes at midnight, in both directions, and none. */
const zones = ['Europe/Moscow', 'Europe/Kyiv', 'America/Havana', 'Africa/Cairo', 'Asia/Beirut', 'Asia/Kathmandu', 'UTC']
const hours = fc.constantFrom<Spans>(
  [],
  [['09:00', '18:00']],
  [['09:00', '17:00']],
  [
    ['09:00', '13:00'],
    ['14:00', '24:00'],
  ],
)
const worked = hours.filter((spans) => spans.length > 0)
const weekly = fc.record({ 1: worked, 2: worked, 3: hours, 4: hours, 5: hours, 6: hours, 7: fc.constant<Spans>([]) })
/** Around every spring and autumn in which clocks change, and the year end. */
const instant = fc
  .tuple(
    fc.constantFrom('2026-03-20', '2026-04-20', '2026-10-20', '2026-12-20'),
    fc.integer({ min: 0, max: 20 * 1440 }),
  )
  .map(([date, minutes]) => new Date(Date.parse(`${date}T00:00:00Z`) + minutes * 60_000))
const scene = fc
  .record({
    at: instant,
    timeZone: fc.constantFrom(...zones),
    weekly,
    changed: fc.array(fc.tuple(fc.integer({ min: -12, max: 22 }), hours), { minLength: 4, maxLength: 24 }),
  })
  .map(({ at, timeZone, weekly: week, changed }) => {
    const today = dateAt(at, timeZone)
    const exceptions = Object.fromEntries(changed.map(([days, spans]) => [today.add({ days }).toString(), spans]))
    return { at, today, calendar: { timeZone, weekly: week, exceptions, country: null } }
  })

function dateAt(at: Date, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
}

const usualOn = ({ weekly: week }: NationalCalendar, date: Temporal.PlainDate): Spans =>
  [week[1], week[2], week[3], week[4], week[5], week[6], week[7]][date.dayOfWeek - 1] ?? []
const hoursOn = (calendar: NationalCalendar, date: Temporal.PlainDate): Spans =>
  calendar.exceptions[date.toString()] ?? usualOn(calendar, date)
const isUnusual = (calendar: NationalCalendar, date: Temporal.PlainDate) =>
  JSON.stringify(hoursOn(calendar, date)) !== JSON.stringify(usualOn(calendar, date))
const midnight = (date: Temporal.PlainDate, timeZone: string) =>
  new Date(date.toZonedDateTime(timeZone).epochMilliseconds)
const datesOf = ({ days }: Holiday) => days.map(({ date }) => Temporal.PlainDate.from(date))
const proposedAt = (calendar: NationalCalendar, at: Date) => holidaysAhead([{ levels, calendar }], at)
const keysOf = (holidays: readonly Holiday[]) => holidays.map(({ days }) => JSON.stringify(days))

it('D3 each day of the next fourteen that is not as usual is in one holiday, and every holiday has one of them', () => {
  fc.assert(
    fc.property(scene, ({ at, today, calendar }) => {
      const found = proposedAt(calendar, at).flatMap((holiday) => datesOf(holiday).map(String))
      const near = Array.from({ length: daysAhead + 1 }, (_, days) => today.add({ days }))
      const wanted = near.filter((date) => isUnusual(calendar, date)).map(String)

      expect(found.filter((date) => wanted.includes(date))).toEqual(wanted)
      expect(new Set(found).size).toBe(found.length)
      for (const holiday of proposedAt(calendar, at)) {
        expect(datesOf(holiday).some((date) => wanted.includes(String(date)))).toBe(true)
      }
    }),
  )
})

it('D3 a holiday is days in a row with their own hours, between days that are worked as usual, by the clock of its zone', () => {
  fc.assert(
    fc.property(scene, ({ at, calendar }) => {
      for (const holiday of proposedAt(calendar, at)) {
        const dates = datesOf(holiday)
        const [first] = dates
        const last = dates.at(-1)
        if (first === undefined || last === undefined) throw new Error('a holiday without a day')
        expect(dates.map(String)).toEqual(dates.map((_, days) => first.add({ days }).toString()))
        expect(holiday.days.map((day) => day.hours)).toEqual(dates.map((date) => hoursOn(calendar, date)))
        expect([isUnusual(calendar, first), isUnusual(calendar, last)]).toEqual([true, true])
        // What lies between is off anyway.
        const between = dates.filter((date) => !isUnusual(calendar, date))
        expect(between.flatMap((date) => usualOn(calendar, date))).toEqual([])
        // Weeks have a usual workday at least every six days: the first worked or unusual day beyond is that.
        for (const [edge, step] of [
          [first, -1],
          [last, 1],
        ] as const) {
          let next = edge.add({ days: step })
          while (!isUnusual(calendar, next) && hoursOn(calendar, next).length === 0) next = next.add({ days: step })
          expect(isUnusual(calendar, next)).toBe(false)
        }
        expect(holiday.startsAt).toEqual(midnight(first, calendar.timeZone))
        expect(holiday.endsAt).toEqual(midnight(last.add({ days: 1 }), calendar.timeZone))
        expect(holiday.endsAt > at).toBe(true)
      }
    }),
  )
})

it('D3 a holiday is the same on each day until it is over, so that what was decided of it stays', () => {
  fc.assert(
    fc.property(scene, fc.integer({ min: 1, max: 20 }), ({ at, calendar }, days) => {
      const then = new Date(at.getTime() + days * 86_400_000)
      const left = proposedAt(calendar, at).filter(({ days: its }) => {
        const wanted = its.filter(({ date }) => date >= dateAt(then, calendar.timeZone).toString())
        return wanted.some(({ date }) => isUnusual(calendar, Temporal.PlainDate.from(date)))
      })

      expect(keysOf(proposedAt(calendar, then))).toEqual(expect.arrayContaining(keysOf(left)))
    }),
  )
})

it('D3 what is proposed can be published as it is, however many days and hours it has', () => {
  fc.assert(
    fc.property(fc.array(hours, { minLength: 1, maxLength: 60 }), fc.constantFrom(...zones), (all, timeZone) => {
      const startsAt = new Date('2026-12-20T00:00:00Z')
      const days = all.map((spans, index) => ({
        date: `2027-0${index < 30 ? 1 : 3}-${`${(index % 30) + 1}`.padStart(2, '0')}`,
        hours: spans,
      }))
      const { title, body } = textsOfHoliday({ days, timeZone, startsAt })
      const input = { announcementId, kind: 'hours', severity: 'info', audience, from, until: null, title, body }

      expect(v.is(publishAnnouncementInput, input)).toBe(true)
    }),
  )
})
