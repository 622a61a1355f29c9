import { targetKinds, type Target } from '#contract/regulations/promises.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { calendarIsFuller, hoursOfCalendar } from './worseHours.ts'
import { same, type Both, type Worse } from './worseParts.ts'
import { allTraits, targetOf } from './targets.ts'

/** Kind by kind for every ticket that there can be: what matters is what it is promised, not in which row that stands. */
export const worseTargets: Worse<Regulation['targets']> = (place, before, _after, both) =>
  [...worseRows(both)].flatMap(([row, now]) => {
    const changes = same(`${place}.${before.indexOf(row)}.within`, row.within, now?.within)
    // The promise reads the same, and the hours by which it is counted are fewer.
    return changes.length > 0 ? changes : hoursOfCalendar(row.within.calendar, both)
  })

/** The rows that promised more to some ticket, each with what the first such ticket is promised now. */
function worseRows(both: Both): Map<Target, Target | null> {
  const found = new Map<Target, Target | null>()
  const traits = allTraits(both.before)
  for (const kind of targetKinds) {
    for (const one of traits) {
      const then = targetOf(both.before, kind, one)
      if (then === null || found.has(then)) continue
      const now = targetOf(both.after, kind, one)
      if (!isAsGood(then, now, both)) found.set(then, now)
    }
  }
  return found
}

function isAsGood({ within }: Target, now: Target | null, both: Both): boolean {
  if (now === null || now.within.by !== within.by) return false
  if (!calendarIsFuller(within.calendar, now.within.calendar, both)) return false
  if (within.by === 'time') return now.within.by === 'time' && now.within.minutes <= within.minutes
  const { calendar: _calendar, ...rest } = within
  const { calendar: _calendarNow, ...restNow } = now.within
  return JSON.stringify(rest) === JSON.stringify(restNow)
}
