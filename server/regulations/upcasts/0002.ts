import type { Upcast } from '#server/platform/db/storedJson.ts'

/**
 * T3: until staff decides, a ticket has the usual priority of its category. Before, a client that proposed nothing got `medium`, or
 * whatever else there was; where there is no `medium`, the highest one that the category allows.
 */
export const usualPriority: Upcast = ({ categories, ...kept }) => ({
  ...kept,
  categories: Array.isArray(categories) ? categories.map(withUsual) : categories,
})

const fromTheHighest = ['critical', 'high', 'medium', 'low']

function withUsual(category: unknown): unknown {
  if (typeof category !== 'object' || category === null) return category
  const allowed = 'priorities' in category && Array.isArray(category.priorities) ? category.priorities : []
  const usual = allowed.includes('medium') ? 'medium' : fromTheHighest.find((priority) => allowed.includes(priority))
  return { ...category, usual }
}
