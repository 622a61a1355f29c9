import type { Regulation } from '#contract/regulations/document.types.ts'
import { type AdoptedVersion, calendarsByVersion, nameAt } from '#server/regulations/domain/adoptedYears.ts'
import { nameUnder } from '#server/regulations/domain/soldPlan.ts'
import type { Calendars } from './targets.ts'
import type { TargetRow } from '#server/regulations/domain/targets.ts'
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

/**
 * E9: a ticket goes by its own version, and a package by the one under which it was sold. So the promises of such packages stand
 * before the ticket's own, for their plans alone and measured by their own calendars; nothing of two versions is put together.
 */
export function termsWithSold(
  own: Regulation,
  sold: ReadonlyMap<number, Regulation>,
  adopted: readonly AdoptedVersion[],
): TermsOfKinds {
  if (sold.size === 0) return termsAsAdopted(own, adopted)
  const others = [...sold].map(([version, regulation]) => soldUnder(version, regulation))
  const calendars = Object.assign({}, own.calendars, ...others.map((other) => other.calendars))
  return {
    targets: [...others.flatMap(({ targets }) => targets), ...own.targets],
    categories: own.categories,
    calendars: calendarsByVersion(calendars),
    nameAt: (name, at) => nameAt(calendars, adopted, name, at),
  }
}

function soldUnder(version: number, { plans, targets, calendars }: Regulation) {
  const every = plans.map(({ code }) => code)
  return {
    targets: targets
      .filter(({ coupon }) => !coupon)
      .map((row): TargetRow => ({
        ...row,
        plans: (row.plans ?? every).map((code) => nameUnder(code, version)),
        within: { ...row.within, calendar: nameUnder(row.within.calendar, version) },
      })),
    calendars: Object.fromEntries(Object.entries(calendars).map(([name, one]) => [nameUnder(name, version), one])),
  }
}
