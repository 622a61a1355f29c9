import { comparedDue, promisedTo } from './targets.ts'
import type { ClockKind, Promised, Subject, Target, Terms } from './targets.ts'

/** A regulation's targets with the categories that they are for. */
export type TermsOfKinds = Terms & { categories: readonly { code: string; priorities: readonly string[] }[] }

/**
 * What a ticket is promised, also while it is not classified: then whatever holds for each category that it may turn out to
 * be. So leaving a ticket without a category takes away no promise that every ticket has.
 */
export function promisedFor(subject: Subject, terms: TermsOfKinds, at: Date): Promised {
  const possible = terms.categories.filter(({ priorities }) => priorities.includes(subject.priority ?? ''))
  if (subject.category !== null || possible.length === 0) return promisedTo(subject, terms, at)
  const promises = possible.map(({ code }) => promisedTo({ ...subject, category: code }, terms, at).targets)
  const slowest = (kind: ClockKind) =>
    latest(
      promises.map((targets) => targets[kind]),
      terms,
      at,
    )
  return {
    subject,
    targets: {
      firstReaction: slowest('firstReaction'),
      nextReaction: slowest('nextReaction'),
      resolution: slowest('resolution'),
    },
  }
}

function latest(targets: readonly (Target | null)[], { calendars }: Terms, at: Date): Target | null {
  const [first = null, ...others] = targets
  const dueAt = (target: Target) => comparedDue(target, calendars, at)
  return others.reduce((slowest, target) => {
    if (slowest === null || target === null) return null
    return dueAt(target) > dueAt(slowest) ? target : slowest
  }, first)
}
