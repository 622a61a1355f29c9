import { localDayOf } from '#server/calendar/localDate.ts'

export const historyDays = 90

type Span = { openedAt: Date; closedAt: Date | null }

/** D3: a letter a day by the desk's clock, the oldest first: `-` nothing was heard yet, `o` well, `x` an incident. A gap stays a gap. */
export function daysOf(
  incidents: readonly Span[],
  { firstHeardAt, timeZone, at }: { firstHeardAt: Date | null; timeZone: string; at: Date },
): string {
  let days = ''
  let instant = at.getTime()
  for (let count = 0; count < historyDays; count += 1) {
    const { start, end } = localDayOf(timeZone, instant)
    days = letterOf(incidents, { start, end, firstHeardAt }) + days
    instant = start - 1
  }
  return days
}

function letterOf(
  incidents: readonly Span[],
  { start, end, firstHeardAt }: { start: number; end: number; firstHeardAt: Date | null },
): 'x' | 'o' | '-' {
  if (incidents.some(({ openedAt, closedAt }) => openedAt.getTime() < end && (closedAt?.getTime() ?? end) >= start))
    return 'x'
  return firstHeardAt !== null && firstHeardAt.getTime() < end ? 'o' : '-'
}
