import { endOf, type Lexicon, longestOpening, type Match, type Span } from './phrases.ts'

/** A text with what was found in it: every lexicon looks through it once. */
export type Reading = {
  text: string
  /** In order, and no two overlap. */
  find: (phrases: Lexicon) => readonly Match[]
}

const wordStart = /(?<![\p{L}\p{N}])[\p{L}\p{N}']/gu

export function readingOf(text: string): Reading {
  const words = wordsByOpening(text)
  const found = new Map<Lexicon, readonly Match[]>()
  const find = (phrases: Lexicon) => {
    const known = found.get(phrases) ?? matchesOf(phrases, words, text)
    found.set(phrases, known)
    return known
  }
  return { text, find }
}

/** Those that begin in the span, by bisection. */
export function within<Found extends Span>(sorted: readonly Found[], { start, end }: Span): Found[] {
  const first = firstFrom(sorted, start)
  return sorted.slice(first, firstFrom(sorted, end))
}

/** The last that begins before this place. */
export function lastBefore<Found extends Span>(sorted: readonly Found[], place: number): Found | undefined {
  return sorted[firstFrom(sorted, place) - 1]
}

export function has(text: string, phrases: Lexicon): boolean {
  return readingOf(text).find(phrases).length > 0
}

export function inOrder<Found extends Span>(found: readonly Found[]): Found[] {
  return found.toSorted((one, other) => one.start - other.start)
}

/** Small letters and one kind of apostrophe, of the same length as the text, so that places in one are places in the other. */
export function normalized(text: string): string {
  const small = text.toLowerCase()
  const sameLength = small.length === text.length ? small : text.replaceAll(/\p{L}/gu, smallLetter)
  return sameLength
    .replaceAll('ё', 'е')
    .replaceAll(/[’ʼ‘`]/gu, "'")
    .replaceAll('\u00A0', ' ')
    .replaceAll('\r', ' ')
}

/** Where words begin, by their first letters. */
function wordsByOpening(text: string): ReadonlyMap<string, number[]> {
  const words = new Map<string, number[]>([['', []]])
  for (const { index } of text.matchAll(wordStart)) {
    for (let length = 0; length <= longestOpening; length += 1) {
      const opening = text.slice(index, index + length)
      const same = words.get(opening)
      if (same === undefined) words.set(opening, [index])
      else same.push(index)
    }
  }
  return words
}

/** One of these phrases stands in this part of the text. */
export function holds(reading: Reading, phrases: Lexicon, span: Span): boolean {
  return within(reading.find(phrases), span).length > 0
}

function matchesOf(phrases: Lexicon, words: ReadonlyMap<string, number[]>, text: string): Match[] {
  const spans: Span[] = []
  for (const opening of phrases.openings) {
    const starts = words.get(opening)
    const expression = starts === undefined ? undefined : phrases.expressionFor(opening)
    if (starts === undefined || expression === undefined) continue
    for (const start of starts) {
      const end = endOf(expression, text, start)
      if (end !== null) spans.push({ start, end })
    }
  }
  return withoutOverlaps(spans).map(({ start, end }) => ({ start, end, text: text.slice(start, end) }))
}

/** Of those that begin at one place the longest, and none that begins inside another. */
function withoutOverlaps(spans: readonly Span[]): Span[] {
  const kept: Span[] = []
  for (const span of spans.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span)
  }
  return kept
}

function firstFrom(sorted: readonly Span[], place: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.start ?? place) < place) low = middle + 1
    else high = middle
  }
  return low
}

function smallLetter(letter: string): string {
  const small = letter.toLowerCase()
  return small.length === letter.length ? small : letter
}
