import type { Concerns } from '#contract/regulations/types.ts'
import { localMinute } from '#app/lib/calendarDay.ts'

const DAY = 86_400_000

/** Whom a version concerns, as the form has it. */
export interface ConcernsDraft {
  who: Concerns['who']
  when: 'atOnce' | 'onDate'
  /** By the viewer's clock. */
  date: string
}

/** The first date that keeps the notice, with a day to think it over; a version that makes nothing worse may hold at once. */
export function newConcerns(noticeDays: number, isWorse: boolean): ConcernsDraft {
  const date = localMinute(new Date(Date.now() + (noticeDays + 1) * DAY))
  return { who: 'new', when: isWorse ? 'onDate' : 'atOnce', date }
}

/** What is sent; null where the date is none, or has passed. */
export function concernsOf({ who, when, date }: ConcernsDraft): Concerns | null {
  if (who === 'new') return { who }
  if (when === 'atOnce') return { who, from: null }
  const from = new Date(date)
  return from.getTime() > Date.now() ? { who, from: from.toISOString() } : null
}
