import { plainText } from '#contract/tickets/plainText.words.ts'

/** Something that is found by its name, and by what stands in it. */
export interface Findable {
  readonly title: string
  readonly text: string
}

/**
 * Those in which every word of the query begins a word, folded as the search folds texts; whose title has them all first. In the order in which
 * they came otherwise; all of them when nothing is asked for.
 */
export function matching<One extends Findable>(all: readonly One[], query: string): One[] {
  const asked = wordsOf(query)
  if (asked.length === 0) return [...all]
  const ranked = all.map((one) => ({ one, rank: rankOf(one, asked) })).filter(({ rank }) => rank > 0)
  return ranked.toSorted((left, right) => right.rank - left.rank).map(({ one }) => one)
}

function rankOf({ title, text }: Findable, asked: readonly string[]): number {
  const inTitle = wordsOf(title)
  if (asked.every((word) => begins(inTitle, word))) return 2
  const everywhere = [...inTitle, ...wordsOf(text)]
  return asked.every((word) => begins(everywhere, word)) ? 1 : 0
}

const begins = (words: readonly string[], start: string): boolean => words.some((word) => word.startsWith(start))

function wordsOf(text: string): string[] {
  return plainText(text).match(/[\p{L}\p{N}]+/gu) ?? []
}
