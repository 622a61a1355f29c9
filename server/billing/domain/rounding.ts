import type { Account, Group, RunningInterval } from './account.ts'
import { localDayOf } from './localDay.ts'
import { MINUTE, SECOND } from './seconds.ts'

/** The second in which a group's next quantum begins if nobody starts or stops before. */
export type Beginning = { at: number; group: string; quantumSeconds: number; intervals: readonly RunningInterval[] }

/** One for each group on which somebody works, in the order of their first intervals' ids. */
export function beginnings(account: Account): Beginning[] {
  const from = account.from.getTime()
  const working = Map.groupBy(account.running, (interval) => groupOf(interval, from))
  return [...working].flatMap(([group, intervals]) => {
    const [first] = intervals
    if (first === undefined) return []
    const { at, startsDay } = passesAt(account, group, intervals)
    const named = startsDay ? groupOf(first, at) : group
    return [{ at, group: named, quantumSeconds: (first.terms.quantumMinutes * MINUTE) / SECOND, intervals }]
  })
}

export function groupOf({ intervalId, ticketId, terms }: RunningInterval, instant: number): string {
  switch (terms.rounding) {
    case 'interval':
      return `interval:${intervalId}`
    case 'ticket':
      return `ticket:${ticketId}`
    case 'day':
      return `day:${localDayOf(terms.timeZone, instant).date}`
  }
}

/** What this interval has worked for its group until now; of a day's group only since midnight. */
export function secondsFor({ startedAt, terms }: RunningInterval, instant: number): number {
  const since = startedAt.getTime()
  if (terms.rounding !== 'day') return (instant - since) / SECOND
  return (instant - Math.max(since, localDayOf(terms.timeZone, instant).start)) / SECOND
}

export function groupIn(groups: Account['groups'], name: string): Group {
  return groups[name] ?? { workedSeconds: 0, paidSeconds: 0 }
}

/**
 * Several timers of one group work as many seconds in one. The quantum begins in the second in which their work passes what
 * is paid; counted back from `from`, which may already be the second after.
 */
function passesAt(
  account: Account,
  group: string,
  intervals: readonly RunningInterval[],
): { at: number; startsDay: boolean } {
  const from = account.from.getTime()
  const { workedSeconds, paidSeconds } = groupIn(account.groups, group)
  const worked = intervals.reduce((seconds, interval) => seconds + secondsFor(interval, from), workedSeconds)
  const at = from + Math.floor((paidSeconds - worked) / intervals.length) * SECOND
  const [first] = intervals
  if (first === undefined || first.terms.rounding !== 'day') return { at, startsDay: false }
  // At midnight the next day's group begins with a quantum of its own.
  const { end } = localDayOf(first.terms.timeZone, from)
  return at < end ? { at, startsDay: false } : { at: end, startsDay: true }
}
