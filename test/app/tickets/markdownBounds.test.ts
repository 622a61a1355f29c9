import { describe, expect, it } from 'vitest'
import type { VNode } from 'vue'
import { markdownToNodes } from '#app/tickets/markdown.ts'
import { isReadable } from '#contract/tickets/markup/bounds.ts'
import { worstMessages } from '#test/support/worstMessages.ts'

type Child = VNode | string

/** Elements and texts, as a page would hold them. */
function nodesOf(children: unknown): number {
  if (typeof children === 'string') return 1
  if (!Array.isArray(children)) return 0
  return children.reduce(
    (sum: number, child: Child) => sum + (typeof child === 'string' ? 1 : 1 + nodesOf(child.children)),
    0,
  )
}

function textOf(children: unknown): string {
  if (typeof children === 'string') return children
  if (!Array.isArray(children)) return ''
  return children.map((child: Child) => (typeof child === 'string' ? child : textOf(child.children))).join('')
}

const isPlain = (text: string) => {
  const [only, ...others] = markdownToNodes(text)
  return others.length === 0 && typeof only === 'object' && /^typed\b/.test(String(only.props?.['class']))
}

describe('T8 one message never makes a page of its own', () => {
  it.each(Object.entries(worstMessages()))('%s', (_name, text) => {
    expect(text.length).toBeGreaterThan(15_000)
    expect(text.length).toBeLessThanOrEqual(20_000)

    const nodes = markdownToNodes(text)

    expect(nodesOf(nodes)).toBeLessThanOrEqual(3000)
    expect(textOf(nodes).length).toBeGreaterThan(0)
  })

  it.each([
    ['tables', '|a'.repeat(300) + '|\n' + '|-'.repeat(300) + '|\n' + 'a\n'.repeat(500)],
    ['brackets', '['.repeat(2000)],
    ['line ends', 'a\n'.repeat(1000)],
    ['addresses', 'a.ru '.repeat(200)],
    ['quotes in quotes', `${'> '.repeat(17)}a`],
    ['lists in lists', Array.from({ length: 10 }, (_none, index) => `${'  '.repeat(index)}- a`).join('\n')],
  ])('%s beyond the bounds stand as they were typed', (_what, text) => {
    expect(isPlain(text)).toBe(true)
    expect(textOf(markdownToNodes(text))).toBe(text)
  })

  it('of very many lines the browser lays out those in sight: they stand in parts that know their height', () => {
    const [typed] = markdownToNodes('a\n'.repeat(9000))
    const parts: unknown = typeof typed === 'object' ? typed.children : null

    expect(parts).toHaveLength(45)
    expect(parts).toContainEqual(expect.objectContaining({ props: { class: 'part', style: { '--lines': 200 } } }))
  })

  it('what people write lies far below: a long answer with a table, code, quotes and lists is shown as it is meant', () => {
    const code = `\`\`\`\n${'at [x](y) *z* <a.b@c.d> _e_ | f\n'.repeat(500)}\`\`\`\n`
    const table = `| шаг | что |\n| --- | --- |\n${'| 1 | [ссылка](https://a.example) |\n'.repeat(40)}`
    const prose = 'Проверьте *настройки* портала, раздел «CRM».\n\n> так у вас\n\n- раз\n  - два\n\n'.repeat(20)

    const nodes = markdownToNodes(`${prose}${table}\n${code}`)

    expect(isPlain(`${prose}${table}\n${code}`)).toBe(false)
    expect(nodes.map((node) => (typeof node === 'string' ? node : node.type))).toEqual(
      expect.arrayContaining(['p', 'blockquote', 'ul', 'table', 'pre']),
    )
  })

  it('a fence counts as code only where it is one', () => {
    const marks = '[*_'.repeat(700)

    expect(isReadable(`~~~\n${marks}\n~~~`)).toBe(true)
    expect(isReadable(`\`\`\` a\n${marks}`)).toBe(false)
    expect(isReadable(`\`\`\` a\n${marks}\n\`\`\``)).toBe(true)
    expect(isReadable(`\`\`\` a\`\n${marks}`)).toBe(false)
    expect(isReadable(`~~~\n\`\`\`\n~~~\n${marks}`)).toBe(false)
    expect(isReadable(`    ~~~\n${marks}`)).toBe(false)
    expect(isReadable(`\`\`\`\`\na\n\`\`\`\n${marks}\n\`\`\`\``)).toBe(true)
  })
})
