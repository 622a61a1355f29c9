import type { Regulation } from '#contract/regulations/document.types.ts'
import { nameUnder } from '#server/regulations/domain/soldPlan.ts'
import type { TargetRow } from './targets.ts'
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

/**
 * E9: a ticket goes by its own version, and a package by the one under which it was sold. So the promises of such packages stand
 * before the ticket's own, for their plans alone and measured by their own calendars; nothing of two versions is put together.
 */
export function termsWithSold(own: Regulation, sold: ReadonlyMap<number, Regulation>): TermsOfKinds {
  const terms = termsFrom(own)
  if (sold.size === 0) return terms
  const others = [...sold].map(([version, regulation]) => termsOfSold(version, regulation))
  return {
    ...terms,
    targets: [...others.flatMap(({ targets }) => targets), ...terms.targets],
    calendars: Object.assign({}, terms.calendars, ...others.map(({ calendars }) => calendars)),
  }
}

function termsOfSold(version: number, regulation: Regulation): Pick<TermsOfKinds, 'targets' | 'calendars'> {
  const { calendars } = termsFrom(regulation)
  const every = regulation.plans.map(({ code }) => code)
  const targets = regulation.targets
    .filter(({ coupon }) => !coupon)
    .map((row): TargetRow => ({
      ...row,
      plans: (row.plans ?? every).map((code) => nameUnder(code, version)),
      within: { ...row.within, calendar: nameUnder(row.within.calendar, version) },
    }))
  return {
    targets,
    calendars: Object.fromEntries(Object.entries(calendars).map(([name, one]) => [nameUnder(name, version), one])),
  }
}
