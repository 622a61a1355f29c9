import { escapeHtml } from '#server/notifications/domain/escapeHtml.ts'
import type { HtmlElement, HtmlNode } from './html.ts'

const allowed = new Set(
  (
    'a b blockquote br center code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre s small span strike strong sub ' +
    'sup table tbody td tfoot th thead tr u ul'
  ).split(' '),
)
const dropped = new Set(
  'head script style template object embed applet svg math select button textarea audio video canvas frameset frame'.split(
    ' ',
  ),
)
const empty = new Set(['br', 'hr', 'img'])
/** Only what changes nothing but the letters themselves: no place, no size, no colour (pages are dark, too). */
const styles: Readonly<Record<string, RegExp>> = {
  'font-weight': /^(?:bold|bolder|normal|[1-9]00)$/,
  'font-style': /^(?:italic|normal)$/,
  'text-decoration': /^(?:underline|line-through|none)$/,
  'text-align': /^(?:left|right|center|justify)$/,
  'white-space': /^(?:pre|pre-wrap|normal)$/,
}
const numbers = new Set(['colspan', 'rowspan', 'width', 'height'])
const longestOut = 2_000_000

export type CleanHtml = { html: string; remotePictures: number }

/**
 * Built anew from what is allowed: everything else goes, its text stays. Links lead out of the page, pictures are those of the mail
 * itself (`cid:`), which the page gives an address (`linkPictures`).
 */
export function cleanHtml(root: HtmlElement): CleanHtml {
  const writer = new CleanWriter()
  for (const child of root.children) writer.write(child)
  return { html: writer.out.join(''), remotePictures: writer.remotePictures }
}

class CleanWriter {
  readonly out: string[] = []
  remotePictures = 0
  private length = 0

  write(node: HtmlNode): void {
    if (this.length > longestOut) return
    if (typeof node === 'string') return this.push(escapeHtml(node))
    if (dropped.has(node.name)) return
    if (node.name === 'img') return this.picture(node)
    if (!allowed.has(node.name)) return this.children(node)
    this.push(`<${node.name}${attributesOf(node)}>`)
    if (empty.has(node.name)) return
    this.children(node)
    this.push(`</${node.name}>`)
  }

  private children(node: HtmlElement): void {
    for (const child of node.children) this.write(child)
  }

  private picture(node: HtmlElement): void {
    const cid = /^cid:([^\s"'<>]{1,300})$/i.exec((node.attributes.get('src') ?? '').trim())?.[1]
    if (cid === undefined) this.remotePictures += node.attributes.has('src') ? 1 : 0
    else
      this.push(
        `<img src="cid:${escapeHtml(cid)}" alt="${escapeHtml(node.attributes.get('alt') ?? '')}"${sizesOf(node)}>`,
      )
  }

  private push(text: string): void {
    this.length += text.length
    this.out.push(text)
  }
}

function attributesOf(node: HtmlElement): string {
  const style = styleOf(node.attributes.get('style') ?? '')
  const kept = [node.name === 'a' ? linkOf(node) : '', sizesOf(node), style === '' ? '' : ` style="${style}"`]
  const dir = node.attributes.get('dir')?.toLowerCase()
  return [...kept, dir === 'rtl' || dir === 'ltr' ? ` dir="${dir}"` : ''].join('')
}

/** No script, no data, no address within our own pages. */
function linkOf(node: HtmlElement): string {
  const href = (node.attributes.get('href') ?? '').replaceAll(/[\p{Cc}\s]+/gu, '')
  if (!/^(?:https?:\/\/|mailto:|tel:)/i.test(href) || href.length > 4000) return ''
  return ` href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer nofollow"`
}

function sizesOf(node: HtmlElement): string {
  return [...node.attributes]
    .filter(
      ([name, value]) => numbers.has(name) && /^\d{1,4}$/.test(value) && (node.name === 'img' || name.endsWith('span')),
    )
    .map(([name, value]) => ` ${name}="${Math.min(Number(value), name.endsWith('span') ? 100 : 2000)}"`)
    .join('')
}

function styleOf(style: string): string {
  return style
    .slice(0, 2000)
    .split(';')
    .map((one) => one.split(':').map((part) => part.trim().toLowerCase()))
    .filter(([name = '', value = '', ...more]) => more.length === 0 && styles[name]?.test(value) === true)
    .map(([name, value]) => `${name}:${value}`)
    .join(';')
}

/** In HTML that `cleanHtml` has written: where the mail's own pictures are; one that has no address goes. */
export function linkPictures(html: string, urlOf: (contentId: string) => string | null): string {
  return html.replaceAll(/<img src="cid:([^"]{1,900})"([^>]*)>/g, (_, cid: string, rest: string) => {
    const url = urlOf(cid.replaceAll('&amp;', '&').replaceAll('&#39;', "'"))
    return url === null ? '' : `<img src="${escapeHtml(url)}"${rest}>`
  })
}
