import { describe, expect, it } from 'vitest'
import { instantAfter, nextClosing, nextOpening, prepareCalendar, type Span } from '#server/calendar/calendar.ts'
import { workingDayEnds } from '#server/calendar/workingDayEnd.ts'
import { endOfWorkingDayAfter } from '#server/calendar/workingDays.ts'
import { refusalOf } from '#test/support/refusals.ts'

const always: Span[] = [['00:00', '24:00']]
const daily = (spans: Span[]) => ({ 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: spans, 7: spans })
const closedWeek = daily([])
const at = new Date('2026-11-28T10:00:00Z')
const year = 365 * 24 * 3600

describe('S1 whatever the hours are, an answer comes, and after bounded work', () => {
  it('round the clock, but for one date in the year 9999: it is open, and does not close in anybody’s time', () => {
    const calendar = prepareCalendar({ timeZone: 'UTC', weekly: daily(always), exceptions: { '9999-12-31': [] } })

    expect(nextOpening(calendar, at)).toEqual(at)
    expect(nextClosing(calendar, at)).toBeNull()
    expect(workingDayEnds(calendar, at)).toBeNull()
    expect(instantAfter(calendar, at, year)).toEqual(new Date(at.getTime() + year * 1000))
  })

  it('open on one date in the year 9999 alone: it does not open', () => {
    const calendar = prepareCalendar({ timeZone: 'UTC', weekly: closedWeek, exceptions: { '9999-12-31': always } })

    expect(nextOpening(calendar, at)).toBeNull()
    expect(nextClosing(calendar, at)).toBeNull()
    expect(refusalOf(() => instantAfter(calendar, at, 60))?.code).toBe('deadline_too_far')
    expect(refusalOf(() => endOfWorkingDayAfter(calendar, at, 1))?.code).toBe('calendar_never_opens')
  })

  it('a break today, and round the clock from then on: the working day has no end', () => {
    const exceptions = {
      '2026-11-28': [
        ['08:00', '11:00'],
        ['12:00', '24:00'],
      ] satisfies Span[],
    }
    const calendar = prepareCalendar({ timeZone: 'UTC', weekly: daily(always), exceptions })

    expect(workingDayEnds(calendar, at)).toBeNull()
  })

  it('a minute a week, and a year of work: refused after thirty years of it', () => {
    const calendar = prepareCalendar({
      timeZone: 'UTC',
      weekly: { ...closedWeek, 1: [['09:00', '09:01']] },
      exceptions: {},
    })

    expect(refusalOf(() => instantAfter(calendar, at, year))?.code).toBe('deadline_too_far')
    expect(calendar.starts.length).toBeLessThan(2 * 31 * 53)
    expect(instantAfter(calendar, at, 52 * 60)).toEqual(new Date('2027-11-22T09:01:00Z'))
  })

  it('forty-eight minutes a day, and a year of work: refused after so many open times', () => {
    const minutes = Array.from({ length: 48 }, (_none, index): Span => {
      const hour = String(Math.floor(index / 2)).padStart(2, '0')
      return index % 2 === 0 ? [`${hour}:00`, `${hour}:01`] : [`${hour}:30`, `${hour}:31`]
    })
    const calendar = prepareCalendar({ timeZone: 'UTC', weekly: daily(minutes), exceptions: {} })

    expect(refusalOf(() => instantAfter(calendar, at, year))?.code).toBe('deadline_too_far')
    expect(calendar.starts.length).toBeLessThan(60_000)
  })

  it('one day a year, and 365 working days until a ticket closes: refused', () => {
    const days = Array.from({ length: 400 }, (_none, index) => [`${2027 + index}-01-02`, always] as const)
    const calendar = prepareCalendar({ timeZone: 'UTC', weekly: closedWeek, exceptions: Object.fromEntries(days) })

    expect(endOfWorkingDayAfter(calendar, at, 20)).toEqual(new Date('2046-01-03T00:00:00Z'))
    expect(refusalOf(() => endOfWorkingDayAfter(calendar, at, 365))?.code).toBe('deadline_too_far')
  })
})
