import type { RegulationProblem } from '#contract/regulations/types.ts'

/** A place of the document, as a dot path, that does not fit the rest of it. */
export type Violation = { place: string; problem: RegulationProblem }

export function violation(place: string, problem: RegulationProblem): Violation {
  return { place, problem }
}

/** Nothing, where the condition holds. */
export function unless(holds: boolean, place: string, problem: RegulationProblem): Violation[] {
  return holds ? [] : [{ place, problem }]
}

/** A name that comes a second time; both would answer to it. */
export function repeated(place: string, names: readonly (string | number)[], end = ''): Violation[] {
  return names.flatMap((name, index) => unless(names.indexOf(name) === index, `${place}.${index}${end}`, 'twice'))
}

/** Names that nothing in the document answers to. */
export function unknown(place: string, names: readonly string[], known: readonly string[]): Violation[] {
  return names.flatMap((name, index) => unless(known.includes(name), `${place}.${index}`, 'unknown'))
}

export const codesOf = (items: readonly { code: string }[]): string[] => items.map(({ code }) => code)
