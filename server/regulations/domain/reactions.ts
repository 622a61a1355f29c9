import { type Category, type Priority, priorities as allPriorities } from '#contract/regulations/base.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { TargetKind } from '#contract/regulations/promises.types.ts'
import type { PromisedReaction } from '#contract/regulations/reactions.types.ts'
import { targetOf } from './targets.ts'

type Within = Regulation['targets'][number]['within'] | null
type Cell = { category: Category; priority: Priority; within: Within }
type Row = { categories: Category[] | null; priorities: Priority[] | null; within: Within }

/**
 * What a plan (null: no plan) promises for the first answer (or another kind) to its ordinary tickets, in as few rows as say it of each of them: one
 * for all, else by priority where only that matters, else by category. The plan's card, the preview of a code and the desk's own
 * page show these rows, and a clock promises what the row of its ticket says.
 */
export function promisedReactions(
  regulation: Regulation,
  plan: string | null,
  kind: TargetKind = 'firstReaction',
): PromisedReaction[] {
  return reactionsTo(regulation, { plan, coupon: false }, kind)
}

/** T10: the same of special requests by coupon. */
export function reactionToCoupons(regulation: Regulation): PromisedReaction[] {
  return reactionsTo(regulation, { plan: null, coupon: true }, 'firstReaction')
}

function reactionsTo(
  regulation: Regulation,
  whose: { plan: string | null; coupon: boolean },
  kind: TargetKind,
): PromisedReaction[] {
  const cells = regulation.categories.flatMap(({ code: category, priorities }) =>
    byUrgency(priorities).map((priority): Cell => {
      const traits = { category, priority, ...whose }
      return { category, priority, within: targetOf(regulation, kind, traits)?.within ?? null }
    }),
  )
  return rowsOf(cells).map((row) => inWords(regulation, row))
}

function rowsOf(cells: readonly Cell[]): Row[] {
  if (isUniform(cells)) return [{ categories: null, priorities: null, within: cells[0]?.within ?? null }]
  const byPriority = [...Map.groupBy(cells, ({ priority }) => priority)]
  return byPriority.every(([, same]) => isUniform(same)) ? rowsByPriority(byPriority) : rowsByCategory(cells)
}

function rowsByPriority(byPriority: readonly (readonly [Priority, readonly Cell[]])[]): Row[] {
  const ordered = byPriority.toSorted(([one], [other]) => urgency(one) - urgency(other))
  const groups = Map.groupBy(ordered, ([, cells]) => keyOf(cells[0]?.within ?? null))
  return [...groups.values()].map((same) => ({
    categories: null,
    priorities: same.map(([priority]) => priority),
    within: same[0]?.[1][0]?.within ?? null,
  }))
}

function rowsByCategory(cells: readonly Cell[]): Row[] {
  const single = [...Map.groupBy(cells, ({ category }) => category)].flatMap(([category, ofCategory]) =>
    [...Map.groupBy(ofCategory, ({ within }) => keyOf(within)).values()].map((same) => ({
      category,
      priorities: same.length === ofCategory.length ? null : same.map(({ priority }) => priority),
      within: same[0]?.within ?? null,
    })),
  )
  const alike = Map.groupBy(single, ({ priorities, within }) => JSON.stringify([priorities, within]))
  return [...alike.values()].map((rows) => ({
    categories: rows.map(({ category }) => category),
    priorities: rows[0]?.priorities ?? null,
    within: rows[0]?.within ?? null,
  }))
}

function inWords(regulation: Regulation, { categories, priorities, within }: Row): PromisedReaction {
  return {
    categories: categories === null ? null : titled(regulation.categories, categories),
    priorities: priorities === null ? null : titled(regulation.priorities, priorities),
    within: within === null ? null : shownWithin(regulation, within),
  }
}

function shownWithin({ calendars }: Regulation, within: NonNullable<Within>): NonNullable<PromisedReaction['within']> {
  if (within.by === 'endOfDay') return { by: 'endOfDay', nextDayAfter: within.nextDayAfter }
  return { by: 'time', minutes: within.minutes, isAlways: isAroundTheClock(calendars[within.calendar]) }
}

function isAroundTheClock(calendar: Regulation['calendars'][string] | undefined): boolean {
  if (calendar === undefined) return false
  const { weekly, exceptions } = calendar
  const days = [weekly[1], weekly[2], weekly[3], weekly[4], weekly[5], weekly[6], weekly[7]]
  return [...days, ...Object.values(exceptions)].every((spans) => JSON.stringify(spans) === '[["00:00","24:00"]]')
}

/** What the regulation calls them; a code that it gives no title stays one. */
function titled<Code extends string>(
  terms: readonly { code: Code; title: Regulation['title'] }[],
  codes: readonly Code[],
): { code: Code; title: Regulation['title'] }[] {
  return codes.map((code) => {
    const title = terms.find((one) => one.code === code)?.title ?? { ru: code, uk: code, en: code }
    return { code, title }
  })
}

function isUniform(cells: readonly Cell[]): boolean {
  return new Set(cells.map(({ within }) => keyOf(within))).size <= 1
}

function keyOf(within: Within): string {
  return JSON.stringify(within)
}

/** The most urgent first. */
function byUrgency(priorities: readonly Priority[]): Priority[] {
  return priorities.toSorted((one, other) => urgency(one) - urgency(other))
}

function urgency(priority: Priority): number {
  return -allPriorities.indexOf(priority)
}
