import { localDayOf, type LocalDay } from '#server/calendar/localDate.ts'

export const historyDays = 90

type Span = { openedAt: Date; closedAt: Date | null }

/** The last ninety days by the desk's clock with the one in which this instant lies, the oldest first. */
export function lastDays(timeZone: string, at: Date): LocalDay[] {
  const days: LocalDay[] = []
  for (let instant = at.getTime(); days.length < historyDays;) {
    const day = localDayOf(timeZone, instant)
    days.push(day)
    instant = day.start - 1
  }
  return days.toReversed()
}

/** D3: a letter a day: `-` nothing was heard yet, `o` well, `x` an incident. A gap stays a gap. */
export function lettersOf(
  days: readonly LocalDay[],
  { incidents, firstHeardAt }: { incidents: readonly Span[]; firstHeardAt: Date | null },
): string {
  return days
    .map((day) => {
      if (incidents.some((incident) => isWithin(incident, day))) return 'x'
      return firstHeardAt !== null && firstHeardAt.getTime() < day.end ? 'o' : '-'
    })
    .join('')
}

/** What is over at midnight was none of the day that begins then. */
function isWithin({ openedAt, closedAt }: Span, { start, end }: LocalDay): boolean {
  const from = openedAt.getTime()
  if (from >= end) return false
  return from >= start || closedAt === null || closedAt.getTime() > start
}
