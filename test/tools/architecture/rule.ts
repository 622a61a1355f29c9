import { type Place, placeOf } from './place.ts'
import type { File, Tree } from './tree.ts'

/** What a rule finds is one line each, so that a list of exceptions is a list of such lines. */
export type Rule = { name: string; says: string; check: (tree: Tree) => string[] }
/** Lines that are known and still there, or only how many there may be while much is on its way. */
export type Accepted = number | readonly string[]

/** What is to be mended: findings that nobody accepted, and accepted ones that are gone and must leave the list. */
export function complaints(found: readonly string[], accepted: Accepted = []): string[] {
  if (typeof accepted === 'number')
    return found.length <= accepted ? [] : [`${found.length} found, ${accepted} accepted`, ...found]
  return [
    ...found.filter((line) => !accepted.includes(line)),
    ...accepted.filter((line) => !found.includes(line)).map((line) => `is gone, take it off the list: ${line}`),
  ]
}

export function each(found: Iterable<string>): string[] {
  return [...new Set(found)].toSorted()
}

export type Seen = { from: File; to: string; place: Place }

/** A rule of the form: what `of` picks must never import what `forbids` picks. Imports of types count like any other. */
export function importRule(
  name: string,
  says: string,
  { of, forbids }: { of: (file: File) => boolean; forbids: (seen: Seen) => boolean },
): Rule {
  const check = ({ files }: Tree) =>
    each(
      files
        .filter(of)
        .flatMap((from) =>
          from.imports
            .filter(({ to }) => forbids({ from, to, place: placeOf(to) }))
            .map(({ to }) => `${from.path} → ${to}`),
        ),
    )
  return { name, says, check }
}
