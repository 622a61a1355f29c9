import type { AreaName } from './areasIn.ts'
import type { Clause } from './clauses.ts'
import type { Head } from './heads.ts'

/** The clauses of one problem so far. */
export type Group = {
  start: number
  areas: Set<AreaName>
  stems: Set<string>
  /** What the last clause that said something was; null while none did. */
  kind: Head['kind'] | null
  hasItems: boolean
  tellsCause: boolean
}

/** What of a clause is asked when it comes to a group. */
export type Told = {
  clause: Clause
  stems: Set<string>
  kind: Head['kind'] | null
  /** It has no word of trouble, and yet tells what a thing of the product does. */
  isState: boolean
  tellsCause: boolean
}

export function startGroup(start: number): Group {
  return { start, areas: new Set(), stems: new Set(), kind: null, hasItems: false, tellsCause: false }
}

export function addToGroup(group: Group, { clause, stems, kind, tellsCause }: Told): void {
  for (const area of clause.areas) group.areas.add(area)
  for (const stem of stems) group.stems.add(stem)
  group.kind = kind ?? group.kind
  group.hasItems ||= clause.opens === 'item'
  group.tellsCause ||= tellsCause
}

/** Null if the clause says nothing of its own. "А заодно разберитесь с почтой" does, however general the wish. */
export function kindOf({ heads, opener, areas }: Clause): Head['kind'] | null {
  const own = heads.filter(({ isGeneral }) => !isGeneral || (opener === 'addition' && areas.size > 0))
  return (own.find(({ kind }) => kind !== 'symptom') ?? own[0])?.kind ?? null
}
