type Marker = { indent: number; sign: string; number: number | null; text: string; width: number }
export type Items = { sign: string; items: { number: number | null; lines: string[] }[]; end: number }

/** Columns after which a line belongs to the point above it. */
const leastIndent = 2
const columnsOfTab = 4

/**
 * Points that begin with `-`, `*`, `+` or a number. `isInside`: in a point or a quote; `isWithin`: right below a line of a paragraph. What
 * may be a minus, a plus, a footnote or a year counts as a point only where others follow.
 */
export function readItems(
  lines: readonly string[],
  at: number,
  { isInside, isWithin }: { isInside: boolean; isWithin: boolean },
): Items | null {
  const first = markerOf(lines[at] ?? '')
  if (first === null) return null
  const items: Items['items'] = []
  let end = at
  for (let marker: Marker | null = first; marker !== null; marker = siblingOf(first, lines[end] ?? '')) {
    const after = endOfItem(lines, end + 1, marker.indent)
    const rest = lines.slice(end + 1, after).map((line) => dedented(line, marker?.indent ?? 0, marker?.width ?? 0))
    items.push({ number: marker.number, lines: [marker.text, ...rest] })
    end = after
    while (siblingAfterBlanks(first, lines, end)) end += 1
  }
  const isMeant = items.length > 1 || (isInside && first.number === null) || isClearAlone(first)
  const mayInterrupt = !isWithin || first.number === null || first.number <= 1
  return isMeant && mayInterrupt ? { sign: first.sign, items, end } : null
}

function isClearAlone({ sign, number, text }: Marker): boolean {
  return number === null ? sign === '-' && !/^[\d.,]/.test(text) : number <= 1
}

function markerOf(line: string): Marker | null {
  const found = /^([ \t]*)([-*+]|(0|[1-9]\d{0,8})[.)])([ \t]+)(\S[^]*)$/.exec(line)
  if (found === null) return null
  const [, blank = '', whole = '', number, gap = '', text = ''] = found
  // A line of marks alone is a line somebody drew.
  if (!/[^\s\-*+_=~.|>)]/.test(text)) return null
  return {
    indent: columnsOf(blank),
    sign: number === undefined ? whole : whole.slice(-1),
    number: number === undefined ? null : Number(number),
    text,
    width: whole.length + Math.min(gap.length, columnsOfTab),
  }
}

function siblingOf(first: Marker, line: string): Marker | null {
  const marker = markerOf(line)
  return marker !== null && marker.sign === first.sign && marker.indent < first.indent + leastIndent ? marker : null
}

/** Whether this line is an empty one between two points of the list. */
function siblingAfterBlanks(first: Marker, lines: readonly string[], at: number): boolean {
  if ((lines[at] ?? 'end').trim() !== '') return false
  const next = lines.slice(at).find((line) => line.trim() !== '')
  return next !== undefined && siblingOf(first, next) !== null
}

function endOfItem(lines: readonly string[], from: number, indent: number): number {
  let end = from
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (line.trim() === '') continue
    if (columnsOf(/^[ \t]*/.exec(line)?.[0] ?? '') < indent + leastIndent) break
    end = at + 1
  }
  return end
}

/** Without what its point is indented by; a line of code in it keeps what is more. */
function dedented(line: string, indent: number, width: number): string {
  const blank = /^[ \t]*/.exec(line)?.[0] ?? ''
  const left = Math.max(0, columnsOf(blank) - indent - width)
  return ' '.repeat(left) + line.slice(blank.length)
}

function columnsOf(blank: string): number {
  return blank.replaceAll('\t', ' '.repeat(columnsOfTab)).length
}
