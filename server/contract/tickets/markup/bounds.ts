import { readFence } from './fences.ts'

/**
 * A message is bounded by its letters; what Markdown makes of them is not: a table of 300 columns, written in 1,800 letters,
 * gets 300 cells for each letter that follows. What goes beyond these bounds stands as it was typed, as one text: readable, and
 * nothing of it lost. Thirty such messages on one page are why the bounds are no higher.
 */
const most = {
  /** Of letters that may mean something, outside of fenced code: each is looked at again and again until its partner is found. */
  marks: 1500,
  lines: 800,
  /** Dots and at signs between letters, each of which may be in the middle of an address. */
  addresses: 150,
  columns: 20,
  cells: 600,
  /** Of parts within each other: a quote is one deeper, a list two. */
  depth: 16,
  nodes: 1500,
  links: 100,
}

export const mostDepth = most.depth

/** Whether the reader may be asked at all. One pass over the letters, whatever they are. */
export function isReadable(text: string): boolean {
  const lines = text.split('\n')
  if (lines.length > most.lines) return false
  const written = withoutFences(lines)
  return (
    countOf(written, /[*_~`[\]<>&\\!|]/g) <= most.marks &&
    addressesOf(written) <= most.addresses &&
    hasSmallTables(written)
  )
}

/** Whether what the reader found may be shown. */
export function isShowable(found: { nodes: number; links: number; depth: number }): boolean {
  return found.nodes <= most.nodes && found.links <= most.links && found.depth <= most.depth
}

function countOf(lines: readonly string[], letters: RegExp): number {
  return lines.reduce((sum, line) => sum + (line.match(letters)?.length ?? 0), 0)
}

function addressesOf(lines: readonly string[]): number {
  return countOf(lines, /[\p{L}\d][.@](?=[\p{L}\d])|:\/\//gu)
}

/** Fenced code is one text for the reader, however long it is. */
function withoutFences(lines: readonly string[]): string[] {
  const outside: string[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const fence = readFence(lines, at)
    if (fence === null) outside.push(lines[at] ?? '')
    else at = fence.end - 1
  }
  return outside
}

/** A line of dashes between bars makes a table of everything up to the next empty line, each row as wide as the head. */
function hasSmallTables(lines: readonly string[]): boolean {
  let columns = 0
  let cells = 0
  for (const line of lines) {
    if (line.trim() === '') columns = 0
    else if (/^[\s>|:-]*-[\s|:-]*$/.test(line) && line.includes('|'))
      columns = Math.max(columns, line.split('|').length)
    cells += columns
    if (columns > most.columns || cells > most.cells) return false
  }
  return true
}
