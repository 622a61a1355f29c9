import { isReadable, mostDepth } from '#contract/tickets/markup/bounds.ts'
import { readBlocks, type Block, type ListItem } from '#contract/tickets/markup/blocks.ts'
import type { Inline } from '#contract/tickets/markup/parts.ts'

export const markKinds = ['strong', 'em', 'code', 'block', 'quote', 'link'] as const
/** `length` UTF-16 units from `start` on look so; `href` is of a link alone. Code holds no other mark, and a quote no other quote. */
export type Mark = { kind: (typeof markKinds)[number]; start: number; length: number; href?: string }
/** A text without signs of markup, and what stood for them. */
export type MarkedText = { text: string; marks: readonly Mark[] }

/**
 * T8: an answer's Markdown for messengers, by the same rules as the page's. Marks say where, so that no letter of the text is ever read
 * as markup again; where nothing is meant, or beyond the bounds, the text stands as it was typed.
 */
export function markedTextOf(text: string): MarkedText {
  const typed = { text, marks: [] }
  if (!isReadable(text)) return typed
  const blocks = readBlocks(text.split(/\r\n?|\n/), mostDepth)
  if (!blocks.some(isMeant)) return typed
  const pen = makePen()
  writeBlocks(pen, blocks, noLook)
  return pen.end()
}

function isMeant(block: Block): boolean {
  return block.kind !== 'paragraph' || block.parts.some(({ kind }) => kind !== 'text' && kind !== 'address')
}

/** What is around a piece of text. */
type Look = { strong: boolean; em: boolean; href: string | null; isQuoted: boolean; indent: string }
const noLook: Look = { strong: false, em: false, href: null, isQuoted: false, indent: '' }

type Pen = ReturnType<typeof makePen>

function makePen() {
  let text = ''
  const marks: Mark[] = []
  return {
    at: () => text.length,
    write(piece: string): void {
      text += piece
    },
    mark(mark: Mark): void {
      if (mark.length > 0) marks.push(mark)
    },
    end: (): MarkedText => ({ text, marks }),
  }
}

function writeBlocks(pen: Pen, blocks: readonly Block[], look: Look): void {
  for (const [place, block] of blocks.entries()) {
    if (place > 0) pen.write(`\n\n${look.indent}`)
    writeBlock(pen, block, look)
  }
}

function writeBlock(pen: Pen, block: Block, look: Look): void {
  switch (block.kind) {
    case 'paragraph':
      return writeParts(pen, block.parts, look)
    case 'code':
      return writeCode(pen, block.text, 'block')
    case 'quote':
      return writeQuote(pen, block.blocks, look)
    case 'list':
      return writeList(pen, block, look)
    case 'table':
      return writeCode(pen, [block.head, ...block.rows].map((row) => row.map(plainOf).join(' | ')).join('\n'), 'block')
  }
}

function writeCode(pen: Pen, text: string, kind: 'code' | 'block'): void {
  pen.mark({ kind, start: pen.at(), length: text.length })
  pen.write(text)
}

function writeQuote(pen: Pen, blocks: readonly Block[], look: Look): void {
  const start = pen.at()
  writeBlocks(pen, blocks, { ...look, isQuoted: true })
  const isPlain = blocks.every(({ kind }) => kind === 'paragraph' || kind === 'list')
  if (!look.isQuoted && isPlain) pen.mark({ kind: 'quote', start, length: pen.at() - start })
}

function writeList(pen: Pen, { sign, items }: Extract<Block, { kind: 'list' }>, look: Look): void {
  for (const [place, item] of items.entries()) {
    if (place > 0) pen.write(`\n${look.indent}`)
    pen.write(signOf(item, sign))
    writeBlocks(pen, item.blocks, { ...look, indent: `${look.indent}   ` })
  }
}

function signOf({ number }: ListItem, sign: string): string {
  return number === null ? '• ' : `${number}${sign === ')' ? ')' : '.'} `
}

function writeParts(pen: Pen, parts: readonly Inline[], look: Look): void {
  for (const part of parts) {
    switch (part.kind) {
      case 'text':
      case 'address':
        writeLetters(pen, part.text, look)
        break
      case 'code':
        if (look.href === null) writeCode(pen, part.text, 'code')
        else writeLetters(pen, part.text, look)
        break
      case 'link':
        writeParts(pen, part.parts, { ...look, href: part.href })
        break
      case 'strong':
      case 'em':
        writeParts(pen, part.parts, { ...look, [part.kind]: true })
        break
    }
  }
}

function writeLetters(pen: Pen, letters: string, { strong, em, href }: Look): void {
  const [start, { length }] = [pen.at(), letters]
  if (href !== null) pen.mark({ kind: 'link', start, length, href })
  if (strong) pen.mark({ kind: 'strong', start, length })
  if (em) pen.mark({ kind: 'em', start, length })
  pen.write(letters)
}

function plainOf(parts: readonly Inline[]): string {
  return parts.map((part) => ('parts' in part ? plainOf(part.parts) : part.text)).join('')
}
