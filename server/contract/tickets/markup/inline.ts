import { addressesIn, linkAt } from './links.ts'
import { joinedText, type Inline, type Span } from './parts.ts'
import { pairStars, type Atom } from './stars.ts'

/** T8: code first, then links and addresses, then stars: what stands in code or in an address is none of the others. */
export function readInline(text: string): Inline[] {
  const codes = codeSpans(text)
  const links = withoutOverlap(codes, linkSpans(text, codes))
  return pairStars(text, atomsOf(text, withoutOverlap(links, addressesIn(text))))
}

/** A text without any markup: only its addresses can be followed. */
export function readAddresses(text: string): Inline[] {
  return joinedText(atomsOf(text, addressesIn(text)).map(partOf))
}

/** What a link is called holds no link. */
function readLabel(text: string): Inline[] {
  return pairStars(text, atomsOf(text, codeSpans(text)))
}

/** Between two runs of equally many backticks; one blank on both sides is no part of it. */
export function codeSpans(text: string): Span[] {
  const runs = Array.from(text.matchAll(/`+/g), ({ index, 0: { length } }) => ({ index, length }))
  const found: Span[] = []
  for (let i = 0; i < runs.length; i += 1) {
    const run = runs[i]
    if (run === undefined) break
    const end = runs.findIndex(({ length }, other) => other > i && length === run.length)
    const closing = runs[end]
    if (closing === undefined) continue
    const inside = text.slice(run.index + run.length, closing.index)
    if (inside.trim() === '') continue
    const code = /^ [^]* $/.test(inside) ? inside.slice(1, -1) : inside
    found.push({ start: run.index, end: closing.index + closing.length, part: { kind: 'code', text: code } })
    i = end
  }
  return found
}

function linkSpans(text: string, codes: readonly Span[]): Span[] {
  const inCode = (index: number) => codes.some(({ start, end }) => start <= index && index < end)
  const open: number[] = []
  const found: Span[] = []
  for (const { index, 0: sign } of text.matchAll(/[[\]]/g)) {
    if (inCode(index)) continue
    if (sign === '[') {
      open.push(index)
      continue
    }
    const start = open.pop()
    const link = start === undefined ? null : linkAt(text, start, index)
    if (start === undefined || link === null) continue
    const part = { kind: 'link' as const, href: link.href, parts: readLabel(link.label) }
    found.push({ start, end: link.end, part })
  }
  return found.toSorted((one, other) => one.start - other.start)
}

/** Those of the first list, and of the second what touches none of them nor one another. */
function withoutOverlap(first: readonly Span[], second: readonly Span[]): Span[] {
  const kept: Span[] = []
  let place = 0
  for (const span of second) {
    while ((first[place]?.end ?? Infinity) <= span.start) place += 1
    if ((first[place]?.start ?? Infinity) < span.end) continue
    if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span)
  }
  return [...first, ...kept].toSorted((one, other) => one.start - other.start)
}

function atomsOf(text: string, spans: readonly Span[]): Atom[] {
  const atoms: Atom[] = []
  let from = 0
  for (const { start, end, part } of [...spans, { start: text.length, end: text.length, part: null }]) {
    for (const { index, 0: piece } of text.slice(from, start).matchAll(/\*+|[^*]+/g)) {
      const at = from + index
      atoms.push({ start: at, end: at + piece.length, part: null, text: piece })
    }
    if (part !== null) atoms.push({ start, end, part, text: text.slice(start, end) })
    from = end
  }
  return atoms
}

function partOf({ part, text }: Atom): Inline {
  return part ?? { kind: 'text', text }
}
