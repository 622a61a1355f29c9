import MarkdownIt from 'markdown-it'

/** What an article becomes may be this long; beyond it the page says that it goes on in the application. */
export const mostArticleBytes = 50_000

/** HTML in it is text, pictures of elsewhere are left out, and no link but to the web, to mail or to another article. */
const markdown = new MarkdownIt('default', { html: false, linkify: false, typographer: false, maxNesting: 30 })
markdown.disable(['image', 'html_block', 'html_inline'])
markdown.validateLink = (address) => /^(?:https?:\/\/|mailto:|[a-z0-9-]{1,60}$)/i.test(address)
markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  const token = tokens[index]
  if (/^https?:/i.test(String(token?.attrGet('href') ?? ''))) token?.attrSet('rel', 'noopener nofollow')
  return self.renderToken(tokens, index, options)
}
/** The title of the article is the page's own heading. */
markdown.renderer.rules.heading_open = (tokens, index) => `<h${lowered(tokens[index]?.tag)}>`
markdown.renderer.rules.heading_close = (tokens, index) => `</h${lowered(tokens[index]?.tag)}>`

function lowered(tag: string | undefined): number {
  return Math.min(6, Number(tag?.slice(1) ?? 1) + 1)
}

/** The body of an article as HTML, whole paragraphs only; `isCut`: there is more of it. */
export function articleHtml(body: string): { html: string; isCut: boolean } {
  const html = markdown.render(body)
  if (Buffer.byteLength(html) <= mostArticleBytes) return { html, isCut: false }
  const blocks = body.split(/\n{2,}/)
  while (blocks.length > 0) {
    blocks.length = Math.floor(blocks.length / 2)
    const shorter = markdown.render(blocks.join('\n\n'))
    if (Buffer.byteLength(shorter) <= mostArticleBytes) return { html: shorter, isCut: true }
  }
  return { html: '', isCut: true }
}
