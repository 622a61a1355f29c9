import type { CalendarDay } from '#contract/calendar/types.ts'

export interface MonthOfDays {
  readonly month: number
  /** Empty places before the first, so that weeks begin on Monday. */
  readonly before: number
  readonly days: readonly CalendarDay[]
}

/** The days of a year month by month. */
export function yearMonths(days: readonly CalendarDay[]): MonthOfDays[] {
  return Array.from({ length: 12 }, (_, month) => {
    const own = days.filter(({ date }) => Number(date.slice(5, 7)) === month + 1)
    const first = new Date(`${own[0]?.date ?? '1970-01-01'}T00:00:00Z`).getUTCDay()
    return { month, before: (first + 6) % 7, days: own }
  })
}
