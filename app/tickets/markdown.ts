import MarkdownIt from 'markdown-it'
import { h } from 'vue'
import type { VNode } from 'vue'
import { isReadable, isShowable, mostDepth } from './markdownBounds.ts'

type Child = VNode | string
type Token = ReturnType<MarkdownIt['parse']>[number]

const reader = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false })
// What is nested deeper the reader would leave out; it is asked to go so far that we see it, and show the text as it is.
// Its types do not know that option.
Object.assign(reader.options, { maxNesting: 4 * mostDepth })
/** Nothing but these ever becomes a link; `javascript:` and `data:` stay text. */
reader.validateLink = (url) => /^(https?:|mailto:)/i.test(url.trim())

/** What Markdown may become. A heading inside a message would break the outline of the page, so it is bold text. */
const tags: Readonly<Record<string, string>> = {
  p: 'p',
  strong: 'strong',
  em: 'em',
  s: 's',
  ul: 'ul',
  ol: 'ol',
  li: 'li',
  blockquote: 'blockquote',
  table: 'table',
  thead: 'thead',
  tbody: 'tbody',
  tr: 'tr',
  th: 'th',
  td: 'td',
  h1: 'p',
  h2: 'p',
  h3: 'p',
  h4: 'p',
  h5: 'p',
  h6: 'p',
}

/**
 * Builds the message from the reader's tokens: no HTML text exists at any moment, so nothing can be injected. Beyond the bounds
 * it is the text itself, and no tokens are ever made of what would make too many.
 */
export function markdownToNodes(text: string): Child[] {
  const tokens = isReadable(text) ? reader.parse(text, {}) : null
  if (tokens === null || !isShowable(measure(tokens))) return [h('div', { class: 'whitespace-pre-wrap' }, text)]
  return build(tokens)
}

/** A token is at most one node; one that opens and one that closes make one together. */
function measure(tokens: readonly Token[]): { nodes: number; links: number; depth: number } {
  const found = { nodes: 0, links: 0, depth: 0 }
  for (const token of [...tokens, ...tokens.flatMap(({ children }) => children ?? [])]) {
    if (token.nesting >= 0) found.nodes += 1
    if (token.type === 'link_open' || token.type === 'image') found.links += 1
    found.depth = Math.max(found.depth, token.level)
  }
  return found
}

function build(tokens: readonly Token[]): Child[] {
  const levels: { token: Token | null; children: Child[] }[] = [{ token: null, children: [] }]
  for (const token of tokens) {
    const level = levels.at(-1)
    if (level === undefined) break
    if (token.nesting === 1) {
      levels.push({ token, children: [] })
    } else if (token.nesting === -1) {
      levels.pop()
      levels.at(-1)?.children.push(...closed(level.token, level.children))
    } else {
      level.children.push(...leaf(token))
    }
  }
  return levels[0]?.children ?? []
}

function closed(token: Token | null, children: Child[]): Child[] {
  if (token === null || token.hidden) return children
  if (token.type === 'link_open') return [link(token.attrGet('href') ?? '', children)]
  const tag = tags[token.tag]
  if (tag === undefined) return children
  const isHeading = /^h[1-6]$/.test(token.tag)
  const start = token.tag === 'ol' ? { start: token.attrGet('start') } : {}
  return [h(tag, { ...start, ...(isHeading ? { class: 'font-semibold' } : {}) }, children)]
}

function leaf(token: Token): Child[] {
  switch (token.type) {
    case 'inline':
      return build(token.children ?? [])
    case 'softbreak':
    case 'hardbreak':
      return [h('br')]
    case 'code_inline':
      return [h('code', token.content)]
    case 'fence':
    case 'code_block':
      return [h('pre', { tabindex: 0 }, [h('code', token.content.replace(/\n$/, ''))])]
    case 'hr':
      return [h('hr')]
    case 'image':
      // A picture from a foreign server would tell it who reads this; the reader may follow the link.
      return [link(token.attrGet('src') ?? '', [token.content || (token.attrGet('src') ?? '')])]
    default:
      return [token.content]
  }
}

function link(href: string, children: Child[]): VNode {
  return h('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow' }, children)
}
