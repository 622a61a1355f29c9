import { localDayOf } from './localDate.ts'

export type Span = { start: Date; end: Date }

/** The local dates of a zone from an instant until another one, each as [start, end); the first and the last may be parts of one. */
export function daysBetween(timeZone: string, from: Date, until: Date): Span[] {
  const days: Span[] = []
  for (let start = from; start < until;) {
    const end = new Date(Math.min(localDayOf(timeZone, start.getTime()).end, until.getTime()))
    days.push({ start, end })
    start = end
  }
  return days
}
