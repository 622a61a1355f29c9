import { isAnotherProblem } from './boundary.ts'
import { type Clause, clausesOf } from './clauses.ts'
import { addToGroup, type Group, kindOf, startGroup, type Told } from './groups.ts'
import { opensListOfOne } from './lists.ts'
import * as markers from './markers.lexicon.ts'
import { lexicon } from './phrases.ts'
import { type Reading, within } from './reading.ts'
import type { Sentence } from './sentences.ts'
import { tellsState } from './states.ts'

const cause = lexicon(markers.commonCauses)

/** Where each problem of a text begins; the first begins with the text. */
export function problemStarts(reading: Reading, sentences: readonly Sentence[]): number[] {
  const clauses = clausesOf(reading, sentences)
  const starts: number[] = []
  let group: Group | null = null
  let isInList = false
  let isAfterItem = false
  for (const [index, clause] of clauses.entries()) {
    if (clause.opens === 'item') {
      isInList ||= !isAfterItem && opensListOfOne(reading, clauses[index - 1], clause)
      isAfterItem = true
    } else if (clause.opens !== 'clause' && clause.opens !== 'sentence') {
      isInList = false
      isAfterItem = false
    }
    const told = toldBy(reading, clause)
    const isOwn = told.kind !== null && !isInList
    if (group === null || (isOwn && saysSomething(group, told) && isAnotherProblem(reading, group, told))) {
      const start = startOf(clauses, index)
      group = startGroup(start)
      starts.push(start)
    }
    addToGroup(group, told)
  }
  return starts
}

/** The first of two may be told in words that are not known. */
function saysSomething({ kind, areas, stems }: Group, { clause }: Told): boolean {
  return kind !== null || (areas.size > 0 && (clause.opener === 'addition' || stems.size > 3))
}

function toldBy(reading: Reading, clause: Clause): Told {
  const kind = kindOf(clause)
  const isState = kind === null && clause.heads.length === 0 && tellsState(reading, clause)
  return {
    clause,
    stems: stemsIn(reading.text.slice(clause.start, clause.end)),
    kind: isState ? 'symptom' : kind,
    isState,
    tellsCause: within(reading.find(cause), clause).length > 0,
  }
}

/** The beginnings of words: enough to tell whether a word has been said before. */
function stemsIn(text: string): Set<string> {
  return new Set((text.match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, 5)))
}

/** A sentence without a head that opens a paragraph or adds belongs to what follows it. */
function startOf(clauses: readonly Clause[], index: number): number {
  let start = index
  for (let before = index - 1; before > 0; before -= 1) {
    const clause = clauses[before]
    const next = clauses[before + 1]
    if (clause === undefined || next === undefined || clause.heads.length > 0) break
    if (next.opens === 'paragraph' || next.opens === 'item' || clause.opens === 'clause') break
    if (clause.opens === 'paragraph' || clause.opener === 'addition') start = before
  }
  return clauses[start]?.start ?? 0
}
