import type { Concerns } from '#contract/regulations/types.ts'
import { newStart, startOf, type StartDraft } from './startDraft.ts'

/** Whom a version concerns, and those who are clients already from when, as the form has it. */
export interface ConcernsDraft extends StartDraft {
  who: Concerns['who']
}

/** The first date that keeps the notice, with a day to think it over; a version that makes nothing worse may hold at once. */
export function newConcerns(noticeDays: number, isWorse: boolean): ConcernsDraft {
  return { who: 'new', ...newStart(isWorse ? 'onDate' : 'atOnce', noticeDays + 1) }
}

/** What is sent; null where the date is none, or has passed. */
export function concernsOf({ who, ...start }: ConcernsDraft): Concerns | null {
  if (who === 'new') return { who }
  const from = startOf(start)
  return from === undefined ? null : { who, from }
}
