import type { Regulation } from '#contract/regulations/document.types.ts'
import type { RegulationChange } from '#contract/regulations/types.ts'
import { diffAt } from './diff.ts'

export type Both = { before: Regulation; after: Regulation }

/** What of one part is worse afterwards, with its places; nothing where none is. */
export type Worse<Part> = (place: string, before: Part, after: Part, both: Both) => RegulationChange[]

/** What cannot be compared: any difference counts. */
export function same(place: string, before: unknown, after: unknown): RegulationChange[] {
  return diffAt(place, before, after)
}

export const noLess: Worse<number> = (place, before, after) => (after >= before ? [] : same(place, before, after))
export const noMore: Worse<number> = (place, before, after) => (after <= before ? [] : same(place, before, after))
export const onlyToTrue: Worse<boolean> = (place, before, after) => (after || !before ? [] : same(place, before, after))

/** A list whose things are one as good as the other: those that were there are there still. */
export const supersetOf: Worse<readonly unknown[]> = (place, before, after) => {
  const there = new Set(after.map((one) => JSON.stringify(one)))
  return before.every((one) => there.has(JSON.stringify(one))) ? [] : same(place, before, after)
}

/** Null is nothing at all: something that comes is never worse than that, something that goes always is. */
export function someOrMore<Part>(worse: Worse<Part>): Worse<Part | null> {
  return (place, before, after, both) => {
    if (before === null) return []
    return after === null ? same(place, before, after) : worse(place, before, after, both)
  }
}

/** Field by field; one without a rule of its own, also one that comes later to the document, must stay as it is. */
export function fieldsOf<Part extends object>(rules: { [Name in keyof Part]?: Worse<Part[Name]> }): Worse<Part> {
  return (place, before, after, both) => {
    const byRule = <Name extends keyof Part>(name: Name) =>
      rules[name]?.(within(place, String(name)), before[name], after[name], both) ?? []
    const ruled = new Set(Object.keys(rules))
    return [...namesOf(rules).flatMap(byRule), ...same(place, without(before, ruled), without(after, ruled))]
  }
}

function onlyIn<Part extends { code: string }>(some: readonly Part[], others: readonly Part[]): Part[] {
  return some.filter(({ code }) => others.every((other) => other.code !== code))
}

/** Things that are named by a code; whether further ones are a gain or a loss. */
export function byCode<Part extends { code: string }>(
  worse: Worse<Part>,
  more: 'more is better' | 'fewer is better',
): Worse<readonly Part[]> {
  return (place, before, after, both) => {
    const lost = more === 'more is better' ? onlyIn(before, after) : []
    const added = more === 'fewer is better' ? onlyIn(after, before) : []
    return [
      ...lost.flatMap((one) => same(within(place, one.code), one, undefined)),
      ...added.flatMap((one) => same(within(place, one.code), undefined, one)),
      ...before.flatMap((one) => {
        const now = after.find(({ code }) => code === one.code)
        return now === undefined ? [] : worse(within(place, one.code), one, now, both)
      }),
    ]
  }
}

export function within(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`
}

function namesOf<Part extends object>(rules: { [Name in keyof Part]?: unknown }): (keyof Part)[] {
  const names: (keyof Part)[] = []
  for (const name in rules) names.push(name)
  return names
}

function without(part: object, names: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(part).filter(([name]) => !names.has(name)))
}
