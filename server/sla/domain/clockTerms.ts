import type { Regulation } from '#contract/regulations/document.types.ts'
import type { TermsOfKinds } from './unclassified.ts'

/** A document never changes, and calendars are laid out once: the same document gives the same terms. */
const known = new WeakMap<Regulation, TermsOfKinds>()

/** What the clocks need of a regulation. Its calendars as evidence carries them: hours and exceptions alone. */
export function termsFrom(regulation: Regulation): TermsOfKinds {
  const before = known.get(regulation)
  if (before !== undefined) return before
  const calendars = Object.fromEntries(
    Object.entries(regulation.calendars).map(([name, { timeZone, weekly, exceptions }]) => [
      name,
      { timeZone, weekly, exceptions },
    ]),
  )
  const terms = { targets: regulation.targets, categories: regulation.categories, calendars }
  known.set(regulation, terms)
  return terms
}
