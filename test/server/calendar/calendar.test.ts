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
  workingSecondsBetween,
} from '#server/calendar/calendar.ts'
import { endOfWorkingDayAfter } from '#server/calendar/workingDays.ts'
import { refusalOf } from '../../support/refusals.ts'

const office: Span[] = [['10:00', '19:00']]

function calendarOf(timeZone: string, workday: Span[], exceptions: Calendar['exceptions'] = {}): Calendar {
  const weekly = { 1: workday, 2: workday, 3: workday, 4: workday, 5: workday, 6: [], 7: [] }
  return { timeZone, weekly, exceptions }
}

function everyDay(timeZone: string, hours: Span[]): Calendar {
  const weekly = { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: hours, 7: hours }
  return { timeZone, weekly, exceptions: {} }
}

const moscow = prepareCalendar(
  calendarOf('Europe/Moscow', office, { '2026-11-04': [], '2026-11-07': [['10:00', '12:00']] }),
)
const at = (text: string) => new Date(text)

describe('S1 a calendar document', () => {
  const valid = calendarOf('Europe/Moscow', office)

  it.each([
    ['is nothing', null, 'calendar_invalid'],
    ['names no zone of the world', { ...valid, timeZone: 'Mars/Olympus' }, 'calendar_invalid'],
    ['names an offset instead of a zone', { ...valid, timeZone: '+03:00' }, 'calendar_invalid'],
    ['has an eighth weekday', { ...valid, weekly: { ...valid.weekly, 8: office } }, 'calendar_invalid'],
    [
      'has an hour that no day has',
      { ...valid, weekly: { ...valid.weekly, 1: [['25:00', '26:00']] } },
      'calendar_invalid',
    ],
    [
      'begins at the end of the day',
      { ...valid, weekly: { ...valid.weekly, 1: [['24:00', '01:00']] } },
      'calendar_invalid',
    ],
    [
      'leaves out a leading zero',
      { ...valid, weekly: { ...valid.weekly, 1: [['9:00', '18:00']] } },
      'calendar_invalid',
    ],
    [
      'has a span with three ends',
      { ...valid, weekly: { ...valid.weekly, 1: [['09:00', '10:00', '11:00']] } },
      'calendar_invalid',
    ],
    ['excepts a date that no year has', { ...valid, exceptions: { '2026-02-29': [] } }, 'calendar_invalid'],
    ['says more than a calendar says', { ...valid, holidays: 'RU' }, 'calendar_invalid'],
    ['never opens', { ...valid, weekly: {}, exceptions: { '2026-01-01': [] } }, 'calendar_never_opens'],
  ])('is refused when it %s', (_case, document, code) => {
    expect(refusalOf(() => parseCalendar(document))?.code).toBe(code)
  })

  it('says where it goes wrong', () => {
    const document = { ...valid, exceptions: { '2026-02-29': [] } }

    expect(refusalOf(() => parseCalendar(document))?.details).toEqual({ wrongAt: 'exceptions.2026-02-29' })
  })

  it('may leave out days off and exceptions', () => {
    expect(parseCalendar({ timeZone: 'UTC', weekly: { 1: office } })).toEqual({
      timeZone: 'UTC',
      weekly: { 1: office, 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] },
      exceptions: {},
    })
  })

  it('may excuse a leap day', () => {
    expect(parseCalendar({ ...valid, exceptions: { '2028-02-29': [] } }).exceptions).toEqual({ '2028-02-29': [] })
  })
})

describe('S2 working time', () => {
  it('a deadline exactly at closing time stays there', () => {
    expect(instantAfter(moscow, at('2026-11-05T15:00:00Z'), 3600)).toEqual(at('2026-11-05T16:00:00Z'))
  })

  it('one second more falls on the next working morning', () => {
    expect(instantAfter(moscow, at('2026-11-06T15:00:00Z'), 3601)).toEqual(at('2026-11-07T07:00:01Z'))
  })

  it('nothing to add leaves the start where it is, also at night', () => {
    expect(instantAfter(moscow, at('2026-11-05T22:22:22Z'), 0)).toEqual(at('2026-11-05T22:22:22Z'))
  })

  it('an exception replaces its date: a holiday is off, a Saturday may be worked', () => {
    expect(workingSecondsBetween(moscow, at('2026-11-03T21:00:00Z'), at('2026-11-04T21:00:00Z'))).toBe(0)
    expect(workingSecondsBetween(moscow, at('2026-11-06T21:00:00Z'), at('2026-11-07T21:00:00Z'))).toBe(7200)
  })

  it('is exact below a second', () => {
    expect(workingMilliseconds(moscow, at('2026-11-05T06:59:59.500Z'), at('2026-11-05T07:00:00.250Z'))).toBe(250)
    expect(instantAfter(moscow, at('2026-11-05T06:59:59.500Z'), 0.25)).toEqual(at('2026-11-05T07:00:00.250Z'))
  })

  it.each([
    ['the spring night of Berlin is an hour shorter', '2026-03-28', 7 * 3600],
    ['the autumn night of Berlin is an hour longer', '2026-10-24', 9 * 3600],
    ['any other night of Berlin lasts eight hours', '2026-06-10', 8 * 3600],
  ])('%s', (_title, date, seconds) => {
    const nights = prepareCalendar(everyDay('Europe/Berlin', [['22:00', '06:00']]))
    const noon = at(`${date}T12:00:00Z`)

    expect(workingSecondsBetween(nights, noon, new Date(noon.getTime() + 24 * 3_600_000))).toBe(seconds)
  })

  it('spans that overlap over midnight count once', () => {
    const both = prepareCalendar(
      everyDay('UTC', [
        ['20:00', '08:00'],
        ['06:00', '10:00'],
      ]),
    )

    expect(workingSecondsBetween(both, at('2026-05-05T00:00:00Z'), at('2026-05-06T00:00:00Z'))).toBe(14 * 3600)
  })

  it('a wall time that the spring skips is moved on by the gap', () => {
    const early = prepareCalendar(everyDay('Europe/Berlin', [['02:30', '04:00']]))

    expect(nextOpening(early, at('2026-03-28T23:30:00Z'))).toEqual(at('2026-03-29T01:30:00Z'))
    expect(nextClosing(early, at('2026-03-28T23:30:00Z'))).toEqual(at('2026-03-29T02:00:00Z'))
  })

  it('of a wall time that the autumn repeats the first one counts', () => {
    const early = prepareCalendar(everyDay('Europe/Berlin', [['02:30', '04:00']]))

    expect(nextOpening(early, at('2026-10-24T23:30:00Z'))).toEqual(at('2026-10-25T00:30:00Z'))
    expect(workingSecondsBetween(early, at('2026-10-24T23:30:00Z'), at('2026-10-25T12:00:00Z'))).toBe(2.5 * 3600)
  })

  it('the date that Samoa skipped has no hours of its own around the clock', () => {
    const always = prepareCalendar(everyDay('Pacific/Apia', [['00:00', '24:00']]))

    expect(workingSecondsBetween(always, at('2011-12-28T00:00:00Z'), at('2012-01-02T00:00:00Z'))).toBe(5 * 86_400)
  })

  it('a start that follows the end, and equal ones, give nothing', () => {
    expect(workingMilliseconds(moscow, at('2026-11-05T12:00:00Z'), at('2026-11-05T11:00:00Z'))).toBe(0)
    expect(workingMilliseconds(moscow, at('2026-11-05T12:00:00Z'), at('2026-11-05T12:00:00Z'))).toBe(0)
  })

  it('years of working time are found as exactly as minutes', () => {
    const start = at('2026-01-01T00:00:00Z')
    const deadline = instantAfter(moscow, start, 20_000 * 3600)

    expect(workingSecondsBetween(moscow, start, deadline)).toBe(20_000 * 3600)
    expect(deadline.getUTCFullYear()).toBe(2034)
  })

  it('lays out ten years at once', () => {
    const calendar = calendarOf('Asia/Gaza', office)

    const prepared = prepareCalendar(calendar, { from: at('2020-01-01T00:00:00Z'), to: at('2030-01-01T00:00:00Z') })

    expect(prepared.starts.length).toBeGreaterThan(2600)
  })

  it('refuses instants that nobody plans for', () => {
    expect(() => isOpen(moscow, new Date(Number.NaN))).toThrow(RangeError)
    expect(() => isOpen(moscow, at('3000-01-01T00:00:00Z'))).toThrow(RangeError)
    expect(() => instantAfter(moscow, at('2026-01-01T00:00:00Z'), -1)).toThrow(RangeError)
  })
})

describe('S1 opening and closing', () => {
  it('open at the first second, closed at the last', () => {
    expect(isOpen(moscow, at('2026-11-05T06:59:59.999Z'))).toBe(false)
    expect(isOpen(moscow, at('2026-11-05T07:00:00Z'))).toBe(true)
    expect(isOpen(moscow, at('2026-11-05T15:59:59.999Z'))).toBe(true)
    expect(isOpen(moscow, at('2026-11-05T16:00:00Z'))).toBe(false)
  })

  it('24/7 never closes, and a calendar of one date never opens again', () => {
    const always = prepareCalendar(everyDay('Europe/Moscow', [['00:00', '24:00']]))
    const once = prepareCalendar({ ...calendarOf('Europe/Moscow', []), exceptions: { '2026-11-04': office } })

    expect(nextClosing(always, at('2026-11-05T06:00:00Z'))).toBeNull()
    expect(nextOpening(once, at('2026-11-05T06:00:00Z'))).toBeNull()
    expect(nextOpening(once, at('2020-11-05T06:00:00Z'))).toEqual(at('2026-11-04T07:00:00Z'))
    expect(refusalOf(() => instantAfter(once, at('2026-11-04T07:00:00Z'), 9 * 3600 + 1))?.code).toBe(
      'calendar_never_opens',
    )
    expect(instantAfter(once, at('2026-11-04T07:00:00Z'), 9 * 3600)).toEqual(at('2026-11-04T16:00:00Z'))
  })

  it('a year of days off is passed over', () => {
    const days = Array.from({ length: 500 }, (_day, index) => [
      new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
      [],
    ])
    const closed = prepareCalendar(calendarOf('UTC', office, Object.fromEntries(days)))

    expect(nextOpening(closed, at('2026-01-01T00:00:00Z'))).toEqual(at('2027-05-17T10:00:00Z'))
  })
})

describe('T1 working days until a resolved ticket closes', () => {
  it.each([
    ['the day itself does not count', '2026-11-05T08:00:00Z', 1, '2026-11-06T16:00:00Z'],
    ['a worked Saturday counts', '2026-11-05T08:00:00Z', 2, '2026-11-07T09:00:00Z'],
    ['a Sunday does not', '2026-11-05T08:00:00Z', 3, '2026-11-09T16:00:00Z'],
    ['a holiday does not', '2026-11-03T08:00:00Z', 1, '2026-11-05T16:00:00Z'],
    ['late in the evening it is still that date', '2026-11-05T20:59:59Z', 1, '2026-11-06T16:00:00Z'],
    ['after midnight it is the next one', '2026-11-05T21:00:00Z', 1, '2026-11-07T09:00:00Z'],
  ])('%s', (_title, start, days, end) => {
    expect(endOfWorkingDayAfter(moscow, at(start), days)).toEqual(at(end))
  })

  it('around the clock a day ends at midnight', () => {
    const always = prepareCalendar(everyDay('Europe/Moscow', [['00:00', '24:00']]))

    expect(endOfWorkingDayAfter(always, at('2026-11-05T08:00:00Z'), 2)).toEqual(at('2026-11-07T21:00:00Z'))
  })
})
