import type { Clock } from './clock.ts'
import { dueOf, instantOfPercent } from './due.ts'
import type { Calendars, ClockKind } from './targets.ts'

/** 100 is the breach. `at` belongs to an alarm's key: moved, it is another one; unmoved after a pause, it has fired already. */
export type ClockAlarm = { clock: ClockKind; atPercent: number; at: Date }

/** Half of the working time, most of it, all of it (S6). */
const usual: readonly number[] = [50, 80, 100]

/**
 * When a clock's alarms fire, past instants included, since a server may have been down at the time. None once it has
 * ended, none while it is paused, and none that falls together with the next one.
 */
export function alarmsOf(clock: Clock, calendars: Calendars, percents = usual): ClockAlarm[] {
  if (clock.end !== null) return []
  const brokenAt = brokenBefore(clock, calendars)
  // Broken is broken: a later target warns of nothing that has not happened already.
  const asked = brokenAt === null ? percents : percents.filter((percent) => percent >= 100)
  const promise = clock.promises.at(-1)
  const due = brokenAt ?? (promise === undefined ? null : (dueOf(clock, promise, calendars)?.at ?? null))
  if (promise === undefined || due === null) return []
  const alarms = asked
    .toSorted((one, other) => one - other)
    .flatMap((atPercent) => {
      // What happens at the very instant of the deadline is in time: the breach is a fact one millisecond later.
      if (atPercent >= 100) return [{ clock: clock.kind, atPercent: 100, at: new Date(due.getTime() + 1) }]
      const at = instantOfPercent(clock, promise, calendars, atPercent)
      // Due at once, or with no working time left: there is nothing to warn of any more.
      return at === null || at.getTime() >= due.getTime() ? [] : [{ clock: clock.kind, atPercent, at }]
    })
  return alarms.filter(({ at }, index) => at.getTime() !== alarms[index + 1]?.at.getTime())
}

/** When a promise was broken that another one has replaced since; null if none was. */
function brokenBefore(clock: Clock, calendars: Calendars): Date | null {
  for (const [index, promise] of clock.promises.entries()) {
    const next = clock.promises[index + 1]
    const due = dueOf(clock, promise, calendars)?.at ?? null
    if (next !== undefined && due !== null && due.getTime() < next.since.getTime()) return due
  }
  return null
}
