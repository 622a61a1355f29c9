import type { Account, Group, RunningInterval } from './account.ts'
import { localDayOf } from '#server/calendar/localDate.ts'
import { MINUTE, SECOND } from '#server/calendar/seconds.ts'

/** The second in which a group's next quantum begins if nobody starts or stops before. */
export type Beginning = { at: number; group: string; quantumSeconds: number; intervals: readonly RunningInterval[] }

/** One for each group on which somebody works, in the order of their first intervals' ids. */
export function beginnings(account: Account): Beginning[] {
  const from = account.from.getTime()
  const working = Map.groupBy(account.running, (interval) => groupOf(interval, from))
  const ofToday = [...working].flatMap(([group, intervals]): Beginning[] => {
    const [first] = intervals
    if (first === undefined) return []
    const { at, startsDay } = passesAt(account, group, intervals)
    const named = startsDay ? groupOf(first, at) : group
    return [{ at, group: named, quantumSeconds: quantumSecondsOf(first), intervals }]
  })
  return [...beforeMidnight(account), ...ofToday]
}

/**
 * What happened in the last second of a local day moves `from` to midnight, where the next day's group goes on: a quantum of
 * that second itself is still open, and belongs to the day before.
 */
function beforeMidnight(account: Account): Beginning[] {
  const from = account.from.getTime()
  const at = from - SECOND
  const dayOver = account.running.filter(
    ({ startedAt, terms }) =>
      terms.rounding === 'day' && startedAt.getTime() < from && localDayOf(terms.timeZone, from).start === from,
  )
  return [...Map.groupBy(dayOver, (interval) => groupOf(interval, at))].flatMap(([group, intervals]) => {
    const [first] = intervals
    if (first === undefined || staysWithin(account, group, intervals, at)) return []
    return [{ at, group, quantumSeconds: quantumSecondsOf(first), intervals }]
  })
}

function quantumSecondsOf({ terms }: RunningInterval): number {
  return (terms.quantumMinutes * MINUTE) / SECOND
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
  const { paidSeconds } = groupIn(account.groups, group)
  const worked = workedIn(account, group, intervals, from)
  const at = from + Math.floor((paidSeconds - worked) / intervals.length) * SECOND
  const [first] = intervals
  if (first === undefined || first.terms.rounding !== 'day') return { at, startsDay: false }
  // At midnight the next day's group begins with a quantum of its own.
  const { end } = localDayOf(first.terms.timeZone, from)
  return at < end ? { at, startsDay: false } : { at: end, startsDay: true }
}

/** Whether a second of these timers from this instant on is paid already. */
export function staysWithin(
  account: Account,
  group: string,
  intervals: readonly RunningInterval[],
  instant: number,
): boolean {
  const { paidSeconds } = groupIn(account.groups, group)
  return workedIn(account, group, intervals, instant) + intervals.length <= paidSeconds
}

function workedIn({ groups }: Account, group: string, intervals: readonly RunningInterval[], instant: number): number {
  const { workedSeconds } = groupIn(groups, group)
  return intervals.reduce((seconds, interval) => seconds + secondsFor(interval, instant), workedSeconds)
}
