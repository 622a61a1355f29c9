import type { Span } from '#contract/calendar.ts'

/** Article 112 of the Labour Code: the same dates every year. */
const publicHolidays = [
  '01-01',
  '01-02',
  '01-03',
  '01-04',
  '01-05',
  '01-06',
  '01-07',
  '01-08',
  '02-23',
  '03-08',
  '05-01',
  '05-09',
  '06-12',
  '11-04',
]

/** Days off that the government moved to workdays of the year; no library knows them. */
const movedDaysOff: Readonly<Record<number, readonly string[]>> = {
  2026: ['01-09', '03-09', '05-11', '12-31'],
}

export const russianTransfersKnownThrough = 2026

/** The next year's public holidays are known before its transfers are. */
const years = [2026, 2027]

export const russianDaysOff: Readonly<Record<string, Span[]>> = Object.fromEntries(
  years.flatMap((year) => [...publicHolidays, ...(movedDaysOff[year] ?? [])].map((day) => [`${year}-${day}`, []])),
)
