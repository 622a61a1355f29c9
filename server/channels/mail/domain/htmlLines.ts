import type { HtmlElement, HtmlNode } from './html.ts'
import { plainLine, type MailLine } from './lines.ts'

const blocks = new Set(
  (
    'address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li main ' +
    'nav ol p pre section table tbody tfoot thead tr ul'
  ).split(' '),
)
const unseen = new Set(['head', 'script', 'style', 'template', 'object', 'svg', 'math', 'select', 'button'])
const mostLines = 20_000

type Quote = { number: number; by: 'answer' | 'own' }

/** What a person sees of it, line by line; pictures leave none. */
export function linesOfHtml(root: HtmlElement): MailLine[] {
  const writer = new LineWriter(mostLines)
  writer.walk(root)
  return writer.end()
}

class LineWriter {
  private readonly most: number
  private readonly lines: MailLine[] = []
  private text = ''
  private quotes: Quote[] = []
  private count = 0
  private preDepth = 0
  private introDepth = 0
  private beginsOlder = false

  constructor(most: number) {
    this.most = most
  }

  walk(node: HtmlNode): void {
    if (this.lines.length > this.most) return
    if (typeof node === 'string') return this.write(node)
    if (unseen.has(node.name) || isHidden(node)) return
    if (node.name === 'br') return this.breakLine(true)
    if (node.name === 'img') return
    const isBlock = blocks.has(node.name)
    if (isBlock) this.breakLine(false)
    this.inside(node)
    if (node.name === 'a') this.address(node)
    if (node.name === 'td' || node.name === 'th') this.text += ' '
    else if (isBlock) this.breakLine(false)
    if (node.name === 'p') this.lines.push(this.line(''))
  }

  private inside(node: HtmlElement): void {
    if (beginsOlder(node)) this.beginsOlder = true
    const quote = quoteBy(node)
    const isIntro = hasClass(node, 'gmail_attr') || hasClass(node, 'moz-cite-prefix')
    if (quote !== null) {
      this.count += 1
      this.quotes.push({ number: this.count, by: quote })
    }
    if (node.name === 'pre') this.preDepth += 1
    if (isIntro) this.introDepth += 1
    for (const child of node.children) this.walk(child)
    if (quote !== null || isIntro) this.breakLine(false)
    if (node.name === 'pre') this.preDepth -= 1
    if (isIntro) this.introDepth -= 1
    if (quote !== null) this.quotes.pop()
  }

  private write(text: string): void {
    if (this.preDepth === 0) {
      const flat = text.replaceAll(/[ \t\r\n\f]+/g, ' ')
      this.text += this.text === '' || this.text.endsWith(' ') ? flat.trimStart() : flat
      return
    }
    const [first = '', ...others] = text.replaceAll('\r', '').split('\n')
    this.text += first
    for (const other of others) {
      this.breakLine(true)
      this.text += other
    }
  }

  /** Where a link goes, unless its text says so. */
  private address(node: HtmlElement): void {
    const href = (node.attributes.get('href') ?? '').trim()
    const said = wordsIn(node)
    const isSaid = said === '' || said.includes('@') || /^(?:https?:\/\/|www\.)/i.test(said) || href.includes(said)
    if (/^https?:\/\//i.test(href) && href.length <= 2000 && !isSaid) this.text += ` <${href}>`
  }

  private breakLine(isForced: boolean): void {
    const text = this.text.replaceAll('\u00AD', '').trim()
    if (isForced || text !== '') this.lines.push(this.line(text))
    this.text = ''
  }

  private line(text: string): MailLine {
    const [outer] = this.quotes
    const inner = this.quotes.find(({ by }) => by === 'answer') ?? outer
    const begins = this.beginsOlder
    if (text !== '' || begins) this.beginsOlder = false
    return plainLine({
      text: text === '' || outer === undefined ? text : `> ${text}`,
      ...(inner === undefined ? {} : { quote: inner.number, by: inner.by }),
      isIntro: this.introDepth > 0,
      beginsOlder: begins,
    })
  }

  end(): MailLine[] {
    this.breakLine(false)
    return this.lines.map((line) => ({ ...line, text: line.text.replaceAll(/[\u200B\uFEFF\uFFFC]/g, '') }))
  }
}

function hasClass(node: HtmlElement, name: string): boolean {
  return (node.attributes.get('class') ?? '').split(/\s+/).includes(name)
}

/** Markup of programs for mail: what they make when somebody answers (§2.7). */
function quoteBy(node: HtmlElement): Quote['by'] | null {
  const id = node.attributes.get('id') ?? ''
  if (hasClass(node, 'protonmail_quote') || id.startsWith('yahoo_quoted')) return 'answer'
  if (node.name !== 'blockquote') return null
  const isAnswer =
    hasClass(node, 'gmail_quote') ||
    (node.attributes.get('type') ?? '').toLowerCase() === 'cite' ||
    id === 'blockquote_zmail' ||
    id === 'isReplyContent'
  return isAnswer ? 'answer' : 'own'
}

const olderIds = new Set([
  'divRplyFwdMsg',
  'appendonsend',
  'OLK_SRC_BODY_SECTION',
  'mail-editor-reference-message-container',
])

function beginsOlder(node: HtmlElement): boolean {
  if (olderIds.has(node.attributes.get('id') ?? '')) return true
  const style = (node.attributes.get('style') ?? '').replaceAll(/\s+/g, '').toLowerCase()
  return node.name === 'div' && style.includes('border-top:solid') && looksLikeHead(node)
}

/** A line above a signature looks the same: here stand at least three lines that begin as headers do. */
function looksLikeHead(node: HtmlElement): boolean {
  const writer = new LineWriter(10)
  for (const child of node.children) writer.walk(child)
  const heads = writer.end().filter(({ text }) => /^[^:]{1,25}:\s/.test(text))
  return heads.length >= 3
}

function isHidden(node: HtmlElement): boolean {
  const style = (node.attributes.get('style') ?? '').replaceAll(/\s+/g, '').toLowerCase()
  return /(?:^|;)(?:display:none|mso-hide:all)/.test(style)
}

function wordsIn(node: HtmlNode): string {
  if (typeof node === 'string') return node
  return node.children.map(wordsIn).join('').replaceAll(/\s+/g, ' ').trim()
}
