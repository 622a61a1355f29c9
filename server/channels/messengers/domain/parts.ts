import type { Mark, MarkedText } from '../../domain/markedText.ts'

/** A text in pieces of at most so many UTF-16 units, cut where a paragraph, a line or a word ends; never inside of a character. */
export function partsOf({ text, marks }: MarkedText, most: number): MarkedText[] {
  const parts: MarkedText[] = []
  let rest = startOf(text, 0)
  const end = text.trimEnd().length
  while (end - rest > most) {
    const cut = rest + cutIn(text.slice(rest, end), most)
    parts.push(pieceOf({ text, marks }, rest, cut))
    rest = startOf(text, cut)
  }
  if (end > rest || parts.length === 0) parts.push(pieceOf({ text, marks }, rest, Math.max(rest, end)))
  return parts
}

function startOf(text: string, from: number): number {
  return text.length - text.slice(from).trimStart().length
}

/** What is marked across a cut is marked on both of its sides. */
function pieceOf({ text, marks }: MarkedText, start: number, end: number): MarkedText {
  const piece = text.slice(start, end).trimEnd()
  return { text: piece, marks: marks.flatMap((mark) => within(mark, start, start + piece.length)) }
}

function within(mark: Mark, start: number, end: number): Mark[] {
  const [from, to] = [Math.max(mark.start, start), Math.min(mark.start + mark.length, end)]
  return to > from ? [{ ...mark, start: from - start, length: to - from }] : []
}

function cutIn(text: string, most: number): number {
  const begun = text.slice(0, most + 1)
  for (const border of ['\n\n', '\n', ' ']) {
    const at = begun.lastIndexOf(border)
    if (at > most / 2) return at
  }
  return isHighSurrogate(text.charCodeAt(most - 1)) ? most - 1 : most
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}
