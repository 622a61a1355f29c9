import type { Clock } from '#server/sla/domain/clock.ts'
import { clockView } from '#server/sla/domain/clockView.ts'
import { promisedFor, type TermsOfKinds } from '#server/sla/domain/unclassified.ts'

/** How first reactions would have stood to a plan's promise (Q3). */
export type Reactions = {
  kept: number
  missed: number
  /** Not answered yet, or ended without an answer. */
  open: number
  /** To such tickets the plan promises nothing. */
  none: number
}

export const noReactions: Reactions = { kept: 0, missed: 0, open: 0, none: 0 }

/**
 * A ticket's real clock with its real pauses, under what this plan alone would have promised at each of its instants: the
 * ticket's category, priority and coupon stay what they were.
 */
export function underPlan(clock: Clock, planCode: string, terms: TermsOfKinds): Clock {
  const promises = clock.promises.map(({ since, subject }) => {
    const wanted = { ...subject, plans: [planCode] }
    return { since, subject: wanted, target: promisedFor(wanted, terms, since).targets[clock.kind] }
  })
  return { ...clock, promises }
}

export function countReaction(counted: Reactions, clock: Clock, { calendars }: TermsOfKinds, until: Date): Reactions {
  switch (clockView(clock, calendars, until).state.status) {
    case 'met':
      return { ...counted, kept: counted.kept + 1 }
    case 'breached':
      return { ...counted, missed: counted.missed + 1 }
    case 'running':
    case 'paused':
    case 'stopped':
      return { ...counted, open: counted.open + 1 }
    case 'absent':
    case 'unknown':
      return { ...counted, none: counted.none + 1 }
  }
}
