import { describe, expect, it } from 'vitest'
import { russianDaysOff, ukrainianDaysOff } from '#server/calendar/publicHolidays.ts'
import { calendarOf } from '#server/regulations/domain/document.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import { isOpen, prepareCalendar } from '#server/calendar/calendar.ts'

describe('S1 public holidays of a country in a year', () => {
  it('Russia 2026: article 112 and the moved days', () => {
    const january = ['01', '02', '03', '04', '05', '06', '07', '08', '09'].map((day) => `2026-01-${day}`)

    expect(russianDaysOff(2026)).toEqual({
      daysOff: [
        ...january,
        '2026-02-23',
        '2026-03-08',
        '2026-03-09',
        '2026-05-01',
        '2026-05-09',
        '2026-05-11',
        '2026-06-12',
        '2026-11-04',
        '2026-12-31',
      ],
      transfersKnown: true,
    })
  })

  it('says so where the moved days of a year are not known yet', () => {
    const proposal = russianDaysOff(2028)

    expect(proposal.transfersKnown).toBe(false)
    expect(proposal.daysOff).toHaveLength(14)
  })

  it('Ukraine as its law reads since 2023: 8 May, no 2 January, no 7 January, nothing moved', () => {
    expect(ukrainianDaysOff(2026)).toEqual({
      daysOff: [
        '2026-01-01',
        '2026-03-08',
        '2026-05-01',
        '2026-05-08',
        '2026-06-28',
        '2026-07-15',
        '2026-08-24',
        '2026-10-01',
        '2026-12-25',
      ],
      transfersKnown: true,
    })
  })
})

describe('S8 the days off of the presets', () => {
  const russian = prepareCalendar(calendarOf(support24, 'office'))
  const ukrainian = prepareCalendar(calendarOf(vendorSla, 'office'))
  const noonsOf2026 = Array.from({ length: 365 }, (_day, index) => new Date(Date.UTC(2026, 0, 1 + index, 9)))

  it('Russia has 247 workdays in 2026', () => {
    expect(noonsOf2026.filter((noon) => isOpen(russian, noon))).toHaveLength(247)
  })

  it.each(['2026-01-09', '2026-03-09', '2026-05-11', '2026-12-31', '2027-01-08'])('Russia rests on %s', (date) => {
    expect(isOpen(russian, new Date(`${date}T09:00:00Z`))).toBe(false)
  })

  it.each(['2026-01-12', '2026-02-24', '2026-03-10', '2026-05-12', '2026-06-11', '2026-12-30'])(
    'Russia works on %s',
    (date) => {
      expect(isOpen(russian, new Date(`${date}T09:00:00Z`))).toBe(true)
    },
  )

  it.each(['2026-01-01', '2026-05-01', '2026-05-08', '2026-07-15', '2026-08-24', '2026-10-01', '2026-12-25'])(
    'Ukraine rests on %s',
    (date) => {
      expect(isOpen(ukrainian, new Date(`${date}T09:00:00Z`))).toBe(false)
    },
  )

  it.each(['2026-01-02', '2026-01-07', '2026-03-09', '2026-05-11', '2026-06-29'])('Ukraine works on %s', (date) => {
    expect(isOpen(ukrainian, new Date(`${date}T09:00:00Z`))).toBe(true)
  })

  it('says for which year the moved workdays are known', () => {
    expect(support24.calendars['office']).toMatchObject({ country: 'RU', transfersKnownThrough: 2026 })
    expect(vendorSla.calendars['office']).toMatchObject({ country: 'UA', transfersKnownThrough: 2026 })
  })
})
