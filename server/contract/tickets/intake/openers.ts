import * as markers from './markers.lexicon.ts'
import { endAt, lexicon, type Span } from './phrases.ts'
import type { Reading } from './reading.ts'

/** How a clause opens: as another thing, as the same thing going on, or in no such way. */
export type Opener = 'addition' | 'continuation' | 'plain'

const addition = lexicon(markers.additions)
const continuation = lexicon(markers.continuations)
const addsSoon = lexicon(markers.additionsInside)
const joining = /^(?:и|а|і|й|та|and|ну|да|oh)\s{1,3}/u
/** "Портал, кстати, не открывается". */
const aside = /(?<!\p{L})(?:кстати|до речі|by the way|btw|incidentally)(?!\p{L})/u
const asideUntil = 40
const wordsUntilAddition = 5

export function openerOf({ text }: Reading, clause: Span): Opener {
  const first = firstWord(text, clause)
  if (first === null) return 'plain'
  if (aside.test(text.slice(first, Math.min(clause.end, first + asideUntil)))) return 'addition'
  const joined = joining.exec(text.slice(first, first + 10))
  const places = joined === null ? [first] : [first, first + joined[0].length]
  if (places.some((place) => endAt(addition, text, place) !== null)) return 'addition'
  if (addsInside(text, { start: first, end: clause.end })) return 'addition'
  return places.some((place) => endAt(continuation, text, place) !== null) ? 'continuation' : 'plain'
}

/** "Хотелось бы ещё понять", "прошу также": said within the first words. */
function addsInside(text: string, { start, end }: Span): boolean {
  const head = /^[^.!?\n,;]{0,60}/u.exec(text.slice(start, Math.min(end, start + 60)))?.[0] ?? ''
  const words = [...head.matchAll(/(?<!\p{L})\p{L}/gu)].slice(0, wordsUntilAddition)
  return words.some(({ index }) => endAt(addsSoon, text, start + index) !== null)
}

function firstWord(text: string, { start, end }: Span): number | null {
  const at = text.slice(start, Math.min(end, start + 40)).search(/[\p{L}\p{N}]/u)
  return at < 0 ? null : start + at
}
