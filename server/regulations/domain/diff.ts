import type { Regulation } from '#contract/regulations/document.types.ts'
import type { RegulationChange } from '#contract/regulations/types.ts'

/** Every field in which two documents differ. Things with a name of their own are compared by it, wherever they are. */
export function diffRegulations(before: Regulation, after: Regulation): RegulationChange[] {
  return diffAt('', before, after)
}

/** The same of one part, at its place. */
export function diffAt(place: string, before: unknown, after: unknown): RegulationChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  if (isFields(before) && isFields(after)) return diffFields(place, before, after)
  if (isList(before) && isList(after)) return diffLists(place, before, after)
  return [{ place, before: shown(before), after: shown(after) }]
}

type Fields = Record<string, unknown>

function diffFields(place: string, before: Fields, after: Fields): RegulationChange[] {
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])]
  return names.flatMap((name) => diffAt(within(place, name), own(before, name), own(after, name)))
}

function diffLists(place: string, before: readonly Fields[], after: readonly Fields[]): RegulationChange[] {
  const namesBefore = namesOf(before)
  const namesAfter = namesOf(after)
  if (namesBefore === null || namesAfter === null) return diffNameless(place, before, after)
  const inOrder = [...namesAfter, ...namesBefore.filter((name) => !namesAfter.includes(name))]
  const changes = inOrder.flatMap((name) =>
    diffAt(within(place, name), before[namesBefore.indexOf(name)], after[namesAfter.indexOf(name)]),
  )
  const orderBefore = stayed(namesBefore, namesAfter)
  const orderAfter = stayed(namesAfter, namesBefore)
  return orderBefore === orderAfter ? changes : [...changes, { place, before: orderBefore, after: orderAfter }]
}

function stayed(names: readonly string[], others: readonly string[]): string {
  return names.filter((name) => others.includes(name)).join(', ')
}

/** What is in both lists stays out of it; the rest goes in pairs, and what has no pair was added or dropped. */
function diffNameless(place: string, before: readonly Fields[], after: readonly Fields[]): RegulationChange[] {
  const gone = without(before, after)
  const come = without(after, before)
  const changes = Array.from({ length: Math.max(gone.length, come.length) }, (_change, index) => {
    const number = come[index]?.index ?? gone[index]?.index ?? 0
    return diffAt(within(place, String(number)), gone[index]?.item, come[index]?.item)
  }).flat()
  if (changes.length > 0) return changes
  // The same things in another order: here the first one that fits counts.
  return [{ place, before: shown(before), after: shown(after) }]
}

function without(items: readonly Fields[], others: readonly Fields[]): { item: Fields; index: number }[] {
  const left = others.map((other) => JSON.stringify(other))
  return items.flatMap((item, index) => {
    const twin = left.indexOf(JSON.stringify(item))
    if (twin < 0) return [{ item, index }]
    left.splice(twin, 1)
    return []
  })
}

/** By what the document itself distinguishes its parts; null where it does not. */
function namesOf(items: readonly Fields[]): string[] | null {
  for (const key of ['code', 'status', 'atPercent', 'quanta']) {
    const names = items.map((item) => item[key])
    if (names.every((name) => typeof name === 'string' || typeof name === 'number')) return names.map(String)
  }
  return null
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Lists of plain values, and hours, read better as a whole. */
function isList(value: unknown): value is Fields[] {
  return Array.isArray(value) && value.every(isFields)
}

function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

function within(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`
}

const longest = 300

function shown(value: unknown): string | null {
  if (value === undefined || value === null) return null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
