import { h } from 'vue'
import type { VNode } from 'vue'
import { isReadable, isShowable, mostDepth } from '#contract/tickets/markup/bounds.ts'
import { readBlocks, type Block, type ListItem } from '#contract/tickets/markup/blocks.ts'
import { readAddresses } from '#contract/tickets/markup/inline.ts'
import type { Inline } from '#contract/tickets/markup/parts.ts'

type Child = VNode | string

const linesOfPart = 200

/**
 * A message as nodes, T8: markup is what `markup/` reads, everything else stands as it was typed. No HTML text exists at any
 * moment, so nothing can be injected. Beyond the bounds, or where nothing is meant, it is the text itself.
 */
export function markdownToNodes(text: string): Child[] {
  const blocks = isReadable(text) ? readBlocks(text.split(/\r\n?|\n/), mostDepth) : null
  if (blocks === null) return [asTyped(text)]
  const found = { nodes: 0, links: 0, depth: 0 }
  measure(blocks, 0, found)
  if (!isShowable(found)) return [asTyped(text)]
  return blocks.some(isMeant) ? blocks.map(blockOf) : [h('p', readAddresses(text).map(inlineOf))]
}

/** Many lines stand in parts, of which the browser lays out only those in sight (MessageText.vue): together they are the text. */
function asTyped(text: string): VNode {
  const lines = text.split(/(?<=\n)/)
  if (lines.length <= linesOfPart) return h('div', { class: 'typed' }, text)
  const parts = Array.from({ length: Math.ceil(lines.length / linesOfPart) }, (_none, index) =>
    lines.slice(index * linesOfPart, (index + 1) * linesOfPart),
  )
  return h(
    'div',
    { class: 'typed long' },
    parts.map((part) => h('div', { class: 'part', style: { '--lines': part.length } }, part.join(''))),
  )
}

/** An address can be followed, but shows as it was typed. */
function isMeant(block: Block): boolean {
  if (block.kind !== 'paragraph') return true
  return block.parts.some(({ kind }) => kind !== 'text' && kind !== 'address')
}

type Measured = { nodes: number; links: number; depth: number }

function measure(blocks: readonly Block[], depth: number, found: Measured): void {
  found.depth = Math.max(found.depth, depth)
  for (const block of blocks) {
    found.nodes += 1
    if (block.kind === 'paragraph') measureParts(block.parts, found)
    else if (block.kind === 'quote') measure(block.blocks, depth + 1, found)
    else if (block.kind === 'list') for (const item of block.items) measureItem(item, depth, found)
    else if (block.kind === 'table') for (const row of [block.head, ...block.rows]) measureRow(row, found)
  }
}

function measureItem(item: ListItem, depth: number, found: Measured): void {
  found.nodes += 1
  measure(item.blocks, depth + 2, found)
}

function measureRow(row: readonly Inline[][], found: Measured): void {
  found.nodes += 1 + row.length
  for (const cell of row) measureParts(cell, found)
}

function measureParts(parts: readonly Inline[], found: Measured): void {
  for (const part of parts) {
    found.nodes += 1
    if (part.kind === 'link' || part.kind === 'address') found.links += 1
    if ('parts' in part) measureParts(part.parts, found)
  }
}

function blockOf(block: Block): Child {
  switch (block.kind) {
    case 'paragraph':
      return h('p', block.parts.map(inlineOf))
    case 'code':
      return h('pre', { tabindex: 0 }, [h('code', block.text)])
    case 'quote':
      return h('blockquote', block.blocks.map(blockOf))
    case 'list':
      return listOf(block)
    case 'table':
      return h('table', [
        h('thead', [
          h(
            'tr',
            block.head.map((cell) => h('th', cell.map(inlineOf))),
          ),
        ]),
        h(
          'tbody',
          block.rows.map((row) =>
            h(
              'tr',
              row.map((cell) => h('td', cell.map(inlineOf))),
            ),
          ),
        ),
      ])
  }
}

/** Each point has the number that was typed: where one was left out, the list does not count over it. */
function listOf({ sign, items }: { sign: string; items: readonly ListItem[] }): VNode {
  const points = items.map(({ number, blocks }) => h('li', number === null ? {} : { value: number }, pointOf(blocks)))
  if (items[0]?.number === null) return h('ul', points)
  return h('ol', sign === ')' ? { class: 'with-brackets' } : {}, points)
}

/** A point's own words need no paragraph, unless another one follows them. */
function pointOf(blocks: readonly Block[]): Child[] {
  const isOne = blocks.filter(({ kind }) => kind === 'paragraph').length === 1
  return blocks.flatMap((block) => (isOne && block.kind === 'paragraph' ? block.parts.map(inlineOf) : [blockOf(block)]))
}

function inlineOf(part: Inline): Child {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'code':
      return h('code', part.text)
    case 'address':
      return link(part.href, [part.text])
    case 'link':
      return link(part.href, part.parts.map(inlineOf))
    case 'strong':
    case 'em':
      return h(part.kind, part.parts.map(inlineOf))
  }
}

function link(href: string, children: Child[]): VNode {
  return h('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow' }, children)
}
