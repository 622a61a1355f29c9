import { codeSpans, readInline } from './inline.ts'
import type { Inline } from './parts.ts'

/** A line of cells above a line of dashes with as many; without that line bars are bars. */
export function readTable(
  lines: readonly string[],
  at: number,
): { head: Inline[][]; rows: Inline[][][]; end: number } | null {
  const [head = '', separator = ''] = lines.slice(at, at + 2)
  if (!/^[\s|:-]*-[\s|:-]*$/.test(separator) || !head.includes('|') || !separator.includes('|')) return null
  const columns = cellsOf(head)
  const marks = cellsOf(separator)
  const isTable = marks.length === columns.length && marks.every((mark) => /^:?-+:?$/.test(mark))
  if (!isTable || columns.every((cell) => cell === '')) return null
  const rows: Inline[][][] = []
  for (const line of lines.slice(at + 2)) {
    if (line.trim() === '' || !line.includes('|')) break
    rows.push(asWide(cellsOf(line), columns.length).map(readInline))
  }
  return { head: columns.map(readInline), rows, end: at + 2 + rows.length }
}

/** Bars in code are no ends of cells. */
function cellsOf(line: string): string[] {
  const trimmed = line.trim()
  const codes = codeSpans(trimmed)
  const bars = Array.from(trimmed.matchAll(/\|/g), ({ index }) => index).filter(
    (index) => !codes.some(({ start, end }) => start <= index && index < end),
  )
  const cells: string[] = []
  let from = 0
  for (const bar of [...bars, trimmed.length]) {
    cells.push(trimmed.slice(from, bar).trim())
    from = bar + 1
  }
  if (bars[0] === 0) cells.shift()
  if (bars.length > 0 && bars.at(-1) === trimmed.length - 1) cells.pop()
  return cells
}

/** What is too much for the head stays, in the last cell. */
function asWide(cells: readonly string[], columns: number): string[] {
  const last = cells.slice(columns - 1).join(' | ')
  return Array.from({ length: columns }, (_none, index) => (index === columns - 1 ? last : (cells[index] ?? '')))
}
