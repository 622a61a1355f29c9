import { describe, expect, it } from 'vitest'
import type { Span } from '#contract/calendar/types.ts'
import { isOpen, nextOpening, prepareCalendar, workingSecondsBetween } from '#server/calendar/calendar.ts'
import { calendarYear, isFinalUntil, specialDays, writtenOut } from '#server/calendar/calendarYear.ts'
import { countryCodes } from '#server/calendar/countries.ts'
import { libraryHolidays } from '#server/calendar/holidayLibrary.ts'
import { isFinalYear } from '#server/calendar/nationalDays.ts'
import type { NationalCalendar } from '#server/calendar/spans.ts'
import { calendarOf } from '#server/regulations/domain/document.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import Holidays from 'date-holidays'

const hours: Span[] = [
  ['09:00', '13:00'],
  ['14:00', '18:00'],
]
const week = { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: [], 7: [] }

function office(country: string | null, changes: Partial<NationalCalendar> = {}): NationalCalendar {
  return { timeZone: 'Europe/Moscow', weekly: week, exceptions: {}, country, ...changes }
}

/** Month and day of every date of this kind that is no usual weekend. */
function datesOf(country: string, year: number, kind: 'off' | 'shortened'): string[] {
  return calendarYear(office(country), year)
    .filter((day) => day.kind === kind && day.because !== null && weekdayOf(day.date) < 6)
    .map(({ date }) => date.slice(5))
}

/** From Monday, 1, on. */
function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7
}

describe('S1 the days of a country, year by year', () => {
  it.each([
    [2026, 247],
    [2027, 247],
  ])('Russia works on %i as its production calendar says: %i days', (year, count) => {
    expect(calendarYear(office('RU'), year).filter(({ kind }) => kind !== 'off')).toHaveLength(count)
  })

  it('Russia 2027: transfers, a worked Saturday and shortened days', () => {
    const workdaysOff = datesOf('RU', 2027, 'off')

    expect([workdaysOff.join(' ')]).toEqual([
      '01-01 01-04 01-05 01-06 01-07 01-08 02-22 02-23 03-08 05-03 05-10 06-14 11-04 11-05 12-31',
    ])
    expect(
      calendarYear(office('RU'), 2027)
        .filter(({ kind }) => kind === 'shortened')
        .map(({ date }) => date),
    ).toEqual(['2027-02-20', '2027-04-30', '2027-06-11', '2027-11-03'])
  })

  it('Russia 2028, of which nothing is published: by law, the eves shortened, and not final', () => {
    expect([datesOf('RU', 2028, 'off').join(' ')]).toEqual([
      '01-03 01-04 01-05 01-06 01-07 02-23 03-08 05-01 05-09 06-12 11-06',
    ])
    expect(datesOf('RU', 2028, 'shortened')).toEqual(['02-22', '03-07', '05-08', '11-03'])
    expect([2026, 2027, 2028, 2035].map((year) => isFinalYear('RU', year))).toEqual([true, true, false, false])
  })

  it('the last workday of a year is the eve of the next one', () => {
    expect(datesOf('RU', 2029, 'shortened')).toContain('12-31')
  })

  it('Ukraine 2026, under martial law: 8 May, no 2 and 7 January, nothing moved, nothing shortened', () => {
    expect(datesOf('UA', 2026, 'off')).toEqual(['01-01', '05-01', '05-08', '07-15', '08-24', '10-01', '12-25'])
    expect(datesOf('UA', 2026, 'shortened')).toEqual([])
    expect(isFinalYear('UA', 2026)).toBe(true)
  })

  it('Ukraine later: by its Labour Code, Easter and Trinity with the days in lieu', () => {
    const daysOff = datesOf('UA', 2027, 'off')

    // 1 May is a Saturday and 2 May Easter: two days in lieu; 20 June is Trinity.
    expect(daysOff).toEqual(expect.arrayContaining(['05-03', '05-04', '05-10', '06-21', '06-28', '12-27']))
    expect(isFinalYear('UA', 2027)).toBe(false)
  })

  it('other countries come from the library, days in lieu included; what moves no days is final', () => {
    expect(datesOf('DE', 2028, 'off')).toEqual(expect.arrayContaining(['04-14', '04-17', '05-25', '10-03', '12-26']))
    expect(datesOf('GB', 2027, 'off')).toEqual(expect.arrayContaining(['12-27', '12-28']))
    expect([isFinalYear('DE', 2040), isFinalYear('KZ', 2027), isFinalYear(null, 2040)]).toEqual([true, false, true])
  })

  it('the library and the list of countries name the same', () => {
    expect([...countryCodes].toSorted()).toEqual(Object.keys(new Holidays().getCountries()).toSorted())
    expect(libraryHolidays('RU', 2026)).toEqual(expect.arrayContaining(['2026-01-02', '2026-01-06', '2026-06-12']))
  })
})

describe('S1 what a calendar makes of them', () => {
  const openSeconds = (calendar: NationalCalendar, date: string) =>
    workingSecondsBetween(
      prepareCalendar(calendar),
      new Date(`${date}T00:00:00+03:00`),
      new Date(`${date}T24:00:00+03:00`),
    )

  it('a shortened day loses its last hour where the calendar says so, and not elsewhere', () => {
    expect(openSeconds(office('RU', { hourLessOnShortenedDays: true }), '2027-04-30')).toBe(7 * 3600)
    expect(openSeconds(office('RU'), '2027-04-30')).toBe(8 * 3600)
    expect(openSeconds(office(null), '2027-05-03')).toBe(8 * 3600)
  })

  it('a worked Saturday has the hours of the day whose place it takes', () => {
    const monday: Span[] = [['10:00', '12:00']]
    const calendar = office('RU', { weekly: { ...week, 1: monday }, hourLessOnShortenedDays: true })

    expect(openSeconds(office('RU'), '2027-02-20')).toBe(8 * 3600)
    expect(openSeconds(calendar, '2027-02-20')).toBe(3600)
  })

  it('what the desk sets for a day goes before its country', () => {
    const calendar = office('RU', { exceptions: { '2027-01-04': [['10:00', '11:00']], '2027-01-11': [] } })

    expect(openSeconds(calendar, '2027-01-04')).toBe(3600)
    expect(nextOpening(prepareCalendar(calendar), new Date('2027-01-11T05:00:00Z'))).toEqual(
      new Date('2027-01-12T06:00:00Z'),
    )
    expect(calendarYear(calendar, 2027).find(({ date }) => date === '2027-01-11')).toEqual({
      date: '2027-01-11',
      kind: 'off',
      because: 'own',
      hours: [],
    })
  })

  it('a country that an earlier release let pass has no holidays', () => {
    expect(openSeconds(office('XX'), '2027-01-01')).toBe(8 * 3600)
  })

  it('by an earlier version of the official years it is as that version knew it', () => {
    expect(openSeconds(office('RU', { officialVersion: 1 }), '2027-02-20')).toBe(0)
    expect(openSeconds(office('RU', { officialVersion: 1 }), '2027-02-22')).toBe(8 * 3600)
  })

  it('written out it counts the same without any country', () => {
    const calendar = office('RU', { hourLessOnShortenedDays: true, exceptions: { '2027-05-04': [['10:00', '11:00']] } })
    const [from, until] = [new Date('2026-12-29T10:00:00Z'), new Date('2028-11-08T10:00:00Z')]
    const { finalThrough, ...plain } = writtenOut(calendar, from, until)

    expect(workingSecondsBetween(prepareCalendar(plain), from, until)).toBe(
      workingSecondsBetween(prepareCalendar(calendar), from, until),
    )
    expect(finalThrough).toBe(2027)
    expect(writtenOut(writtenOut(calendar, from, until), from, until)).toEqual(writtenOut(calendar, from, until))
  })

  it('is final until the last day of a published year', () => {
    const calendar = office('RU')
    const isFinal = (until: string) => isFinalUntil(calendar, new Date('2027-12-30T09:00:00Z'), new Date(until))

    expect(isFinal('2027-12-31T20:59:59Z')).toBe(true)
    expect(isFinal('2027-12-31T21:00:00Z')).toBe(false)
    expect(isFinalUntil(office(null), new Date('2027-12-30T09:00:00Z'), new Date('2040-01-01T00:00:00Z'))).toBe(true)
  })

  it('the next special days are those on which hours differ', () => {
    const special = specialDays(office('RU'), { from: new Date('2027-02-18T09:00:00Z'), days: 20 })

    expect(special.map(({ date, because }) => [date, because])).toEqual([
      ['2027-02-20', 'worked'],
      ['2027-02-22', 'moved'],
      ['2027-02-23', 'holiday'],
      ['2027-03-08', 'holiday'],
    ])
  })
})

describe('S8 the days off of the presets', () => {
  const russian = prepareCalendar(calendarOf(support24, 'office'))
  const ukrainian = prepareCalendar(calendarOf(vendorSla, 'office'))
  const isOpenAtNoon = (calendar: typeof russian, date: string) => isOpen(calendar, new Date(`${date}T09:00:00Z`))

  it.each(['2026-01-09', '2026-03-09', '2026-05-11', '2026-12-31', '2027-01-08', '2027-02-22', '2028-11-06'])(
    'Russia rests on %s',
    (date) => {
      expect(isOpenAtNoon(russian, date)).toBe(false)
    },
  )

  it.each(['2026-01-12', '2026-02-24', '2026-03-10', '2026-05-12', '2026-06-11', '2026-12-30', '2027-02-20'])(
    'Russia works on %s',
    (date) => {
      expect(isOpenAtNoon(russian, date)).toBe(true)
    },
  )

  it.each(['2026-01-01', '2026-05-01', '2026-05-08', '2026-07-15', '2026-08-24', '2026-10-01', '2026-12-25'])(
    'Ukraine rests on %s',
    (date) => {
      expect(isOpenAtNoon(ukrainian, date)).toBe(false)
    },
  )

  it.each(['2026-01-02', '2026-01-07', '2026-03-09', '2026-05-11', '2026-06-29'])('Ukraine works on %s', (date) => {
    expect(isOpenAtNoon(ukrainian, date)).toBe(true)
  })

  it('name their country and work no hour less', () => {
    const presets = [support24, vendorSla].map((preset) => preset.calendars['office'])

    expect(presets).toEqual([
      expect.objectContaining({ country: 'RU', exceptions: {}, hourLessOnShortenedDays: false }),
      expect.objectContaining({ country: 'UA', exceptions: {}, hourLessOnShortenedDays: false }),
    ])
  })
})
