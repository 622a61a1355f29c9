import { readFence } from './fences.ts'
import { readInline } from './inline.ts'
import { readItems } from './lists.ts'
import type { Inline } from './parts.ts'
import { readQuote } from './quotes.ts'
import { readTable } from './tables.ts'

export type ListItem = { number: number | null; blocks: Block[] }
export type Block =
  | { kind: 'paragraph'; parts: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; sign: string; items: ListItem[] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }

type Read = { block: Block; end: number }
/** `isWithin`: the line before is one of a paragraph, which a number alone does not end. */
type Place = { levels: number; isInside: boolean; isWithin: boolean }

/**
 * T8: fences, quotes, lists and tables; every other line is a line of a paragraph, whatever signs it begins with. What
 * lies deeper than so many levels need not be taken apart: nobody is shown it.
 */
export function readBlocks(lines: readonly string[], levels: number): Block[] {
  return readLevel(lines, { levels, isInside: false })
}

function readInside(lines: readonly string[], levels: number): Block[] {
  return readLevel(lines, { levels, isInside: true })
}

function readLevel(lines: readonly string[], { levels, isInside }: Pick<Place, 'levels' | 'isInside'>): Block[] {
  if (levels < 0) return [paragraphOf(lines)]
  const blocks: Block[] = []
  let paragraph: string[] = []
  const endParagraph = (): void => {
    if (paragraph.length > 0) blocks.push(paragraphOf(paragraph))
    paragraph = []
  }
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const read = line.trim() === '' ? null : readBlock(lines, at, { levels, isInside, isWithin: paragraph.length > 0 })
    if (line.trim() === '' || read !== null) endParagraph()
    else paragraph.push(line)
    if (read === null) continue
    blocks.push(read.block)
    at = read.end - 1
  }
  endParagraph()
  return blocks
}

function paragraphOf(lines: readonly string[]): Block {
  return { kind: 'paragraph', parts: readInline(lines.join('\n')) }
}

function readBlock(lines: readonly string[], at: number, where: Place): Read | null {
  const fence = readFence(lines, at)
  if (fence !== null) return { block: { kind: 'code', text: fence.text }, end: fence.end }
  const quote = readQuote(lines, at)
  if (quote !== null)
    return { block: { kind: 'quote', blocks: readInside(quote.lines, where.levels - 1) }, end: quote.end }
  const table = readTable(lines, at)
  if (table !== null) return { block: { kind: 'table', head: table.head, rows: table.rows }, end: table.end }
  return readList(lines, at, where)
}

function readList(lines: readonly string[], at: number, where: Place): Read | null {
  const list = readItems(lines, at, where)
  if (list === null) return null
  const items = list.items.map((item) => ({ number: item.number, blocks: readInside(item.lines, where.levels - 2) }))
  return { block: { kind: 'list', sign: list.sign, items }, end: list.end }
}
