import type { Regulation } from '#contract/regulations/document.types.ts'
import { type AdoptedVersion, calendarsByVersion, nameAt } from '#server/regulations/domain/adoptedYears.ts'
import type { Calendars } from './targets.ts'
import type { TermsOfKinds } from './unclassified.ts'

/** A document never changes, and calendars are laid out once: the same document has the same calendars. */
const known = new WeakMap<Regulation, Calendars>()

/** What a regulation promises by what is known of its countries today: for whoever compares and shows. */
export function termsFrom({ targets, categories, calendars }: Regulation): TermsOfKinds {
  return { targets, categories, calendars }
}

/** What the clocks of its tickets need: each promise goes by the official years that were adopted when it was made (S1). */
export function termsAsAdopted(regulation: Regulation, adopted: readonly AdoptedVersion[]): TermsOfKinds {
  const { targets, categories } = regulation
  const calendars = known.get(regulation) ?? calendarsByVersion(regulation.calendars)
  known.set(regulation, calendars)
  return { targets, categories, calendars, nameAt: (name, at) => nameAt(regulation.calendars, adopted, name, at) }
}
