import type { CalendarDay } from './types.ts'

type Spans = CalendarDay['hours']
type HoursOfDay = Pick<CalendarDay, 'date' | 'hours'>
export type DayGroup = { from: string; to: string; hours: Spans }

/** Dates that are not like their weekday; days in a row that are alike are one. */
export function groupDays(days: readonly HoursOfDay[], limit: number): DayGroup[] {
  const groups: DayGroup[] = []
  for (const { date, hours } of days) {
    const last = groups.at(-1)
    if (last !== undefined && dayAfter(last.to) === date && isSame(last.hours, hours)) last.to = date
    else groups.push({ from: date, to: date, hours })
  }
  return groups.slice(0, limit)
}

function dayAfter(date: string): string {
  const next = new Date(`${date}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.toISOString().slice(0, 10)
}

function isSame(left: Spans, right: Spans): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
