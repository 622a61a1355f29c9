import type { CalendarDay } from '#contract/calendar/types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'

type Calendar = Regulation['calendars'][string]
type Spans = Calendar['exceptions'][string]
export type DayGroup = { from: string; to: string; hours: Spans }
export type HoursLine = { weekdays: number[]; from: string; to: string }

/** A week as people read it: each span with the weekdays that share it, from Monday, 1, on. */
export function weekHours({ weekly }: Calendar): HoursLine[] {
  const lines = new Map<string, HoursLine>()
  const days = [weekly[1], weekly[2], weekly[3], weekly[4], weekly[5], weekly[6], weekly[7]]
  for (const [index, spans] of days.entries()) {
    for (const [from, to] of spans) {
      const line = lines.get(`${from}-${to}`) ?? { weekdays: [], from, to }
      line.weekdays.push(index + 1)
      lines.set(`${from}-${to}`, line)
    }
  }
  return [...lines.values()]
}

/** Dates that are not like their weekday; days in a row that are alike are one. */
export function groupDays(days: readonly CalendarDay[], limit: number): DayGroup[] {
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
