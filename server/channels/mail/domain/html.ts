import { decodeEntities } from './entities.ts'

export type HtmlElement = { name: string; attributes: ReadonlyMap<string, string>; children: HtmlNode[] }
export type HtmlNode = HtmlElement | string

const empty = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
/** What stands in these is no markup, up to their end. */
const unread = new Set('script style title xmp iframe noembed noframes plaintext'.split(' '))
const closesSame = new Set('p li td th tr dt dd option'.split(' '))
export const deepest = 100
const mostElements = 50_000
const longestHtml = 2_000_000

/**
 * HTML as programs for mail write it, as a tree that is at most `deepest` deep: what is deeper lies side by side, and markup beyond
 * 50,000 elements is left out, its text stays. Each letter is looked at a bounded number of times.
 */
export function parseHtml(html: string): HtmlElement {
  return new Reader(html.slice(0, longestHtml)).read()
}

class Reader {
  private readonly html: string
  private readonly small: string
  private readonly root: HtmlElement = { name: '#root', attributes: new Map(), children: [] }
  private readonly open: HtmlElement[] = [this.root]
  private elements = 0
  private at = 0

  constructor(html: string) {
    this.html = html
    this.small = html.toLowerCase()
  }

  read(): HtmlElement {
    while (this.at < this.html.length) {
      const next = this.html.indexOf('<', this.at)
      if (next !== this.at) this.text(next < 0 ? this.html.length : next)
      if (next >= 0) this.markup()
    }
    return this.root
  }

  private text(until: number): void {
    if (until > this.at) this.add(decodeEntities(this.html.slice(this.at, until)))
    this.at = until
  }

  private add(node: HtmlNode): void {
    this.open.at(-1)?.children.push(node)
  }

  private markup(): void {
    const begin = this.html.slice(this.at, this.at + 4)
    if (begin === '<!--') this.skipPast('-->', this.at + 4)
    else if (/^<[!?]/.test(begin)) this.skipPast('>', this.at + 2)
    else if (/^<\/[a-z]/i.test(begin)) this.endTag()
    else if (/^<[a-z]/i.test(begin)) this.startTag()
    else {
      this.add('<')
      this.at += 1
    }
  }

  private skipPast(end: string, from: number): void {
    const found = this.html.indexOf(end, from)
    this.at = found < 0 ? this.html.length : found + end.length
  }

  private tagName(from: number): string {
    let end = from
    while (end < this.html.length && !/[\s/>]/.test(this.html[end] ?? '')) end += 1
    this.at = end
    return this.small.slice(from, Math.min(end, from + 60))
  }

  private endTag(): void {
    const name = this.tagName(this.at + 2)
    this.skipPast('>', this.at)
    const opened = this.open.findLastIndex((one) => one.name === name)
    if (opened > 0) this.open.length = opened
  }

  private startTag(): void {
    const name = this.tagName(this.at + 1)
    const attributes = this.attributes()
    if (unread.has(name)) {
      const end = this.small.indexOf(`</${name}`, this.at)
      if (end < 0) this.at = this.html.length
      else this.skipPast('>', end)
      return
    }
    this.elements += 1
    if (this.elements > mostElements) return
    if (closesSame.has(name) && this.open.at(-1)?.name === name) this.open.pop()
    const link = name === 'a' ? this.open.findLastIndex((one) => one.name === 'a') : -1
    if (link > 0) this.open.length = link
    const element: HtmlElement = { name, attributes, children: [] }
    this.add(element)
    if (!empty.has(name) && this.open.length < deepest) this.open.push(element)
  }

  /** Up to the end of the tag; the first of a name counts. */
  private attributes(): Map<string, string> {
    const found = new Map<string, string>()
    for (;;) {
      while (/[\s/]/.test(this.html[this.at] ?? '')) this.at += 1
      const letter = this.html[this.at]
      if (letter === undefined || letter === '>') {
        this.at += 1
        return found
      }
      const from = this.at
      this.at += 1
      while (this.at < this.html.length && !/[\s/>=]/.test(this.html[this.at] ?? '')) this.at += 1
      const name = this.small.slice(from, Math.min(this.at, from + 60))
      const value = this.value()
      if (!found.has(name) && found.size < 50) found.set(name, value)
    }
  }

  private value(): string {
    let at = this.at
    while (/\s/.test(this.html[at] ?? '')) at += 1
    if (this.html[at] !== '=') return ''
    at += 1
    while (/\s/.test(this.html[at] ?? '')) at += 1
    const quote = this.html[at]
    if (quote === '"' || quote === "'") {
      const end = this.html.indexOf(quote, at + 1)
      this.at = end < 0 ? this.html.length : end + 1
      return decodeEntities(this.html.slice(at + 1, end < 0 ? this.html.length : end))
    }
    this.at = at
    while (this.at < this.html.length && !/[\s>]/.test(this.html[this.at] ?? '')) this.at += 1
    return decodeEntities(this.html.slice(at, this.at))
  }
}
