import { articleCategoryTexts } from '#contract/knowledge/categories.texts.ts'
import { helpPath, longestAskerName, longestHelpQuestion } from '#contract/knowledge/help.types.ts'
import { longestVoice } from '#contract/knowledge/voices.types.ts'
import { articleCategories } from '#contract/knowledge/types.ts'
import { languages, type Language } from '#contract/common.ts'
import { escapeHtml } from '#server/notifications/domain/escapeHtml.ts'
import { publicHeaders, publicStyle, shortened } from '#server/platform/http/publicPage.ts'
import { articleHtml } from './articleHtml.adapter.ts'
import type { PublicAnswer, PublicArticle, PublicShelf } from './helpPage.queries.ts'
import { helpTexts } from './helpPage.texts.ts'

export const helpHeaders = publicHeaders({ allowsForms: true })

/** Where a page stands, for links that are whole. */
export type HelpPlace = { slug: string; deskName: string; origin: string; language: Language }
export type HelpNote = 'sent' | 'wrong' | 'full' | 'slow' | 'elsewhere'
/** What stands in the contact form; `id` makes what is sent twice one question. */
export type HelpForm = { id: string; name: string; email: string; text: string }

const longestDesk = 100
const longestQuote = 600
/** What a list may be long, so that no page is above 60 kB; what is left out is found by its section or by a question. */
const mostSectionBytes = 5000
const mostListBytes = 16_000
const style =
  `${publicStyle}form{display:grid;gap:.5rem}input,textarea,button{font:inherit;padding:.5rem;border:1px solid #8888;border-radius:.5rem;background:transparent;color:inherit;width:100%;box-sizing:border-box}` +
  'button{width:auto;justify-self:start;background:#0b57d0;color:#fff;border-color:#0b57d0;cursor:pointer}li{margin:.35rem 0}' +
  '.b{background:#8882;padding:.75rem 1rem;border-radius:.5rem}pre{overflow:auto;background:#8882;padding:.75rem;border-radius:.5rem}' +
  'table{display:block;overflow:auto;border-collapse:collapse}td,th{border:1px solid #8886;padding:.25rem .5rem}blockquote{margin:.5rem 0;padding-left:1rem;border-left:3px solid #8886}.h{position:absolute;left:-99rem}' +
  'form+.b{margin-top:1rem}nav a[aria-current]{color:inherit;font-weight:600;text-decoration:none}'

/** E7: the first page, with what was asked for, if anything. */
export function helpIndexHtml(
  place: HelpPlace,
  {
    shelf,
    question,
    answer,
    note,
    form,
  }: { shelf: PublicShelf; question: string; answer: PublicAnswer | null; note: HelpNote | null; form: HelpForm },
): string {
  const t = helpTexts[place.language]
  const title = `${t.title}: ${shortened(place.deskName, longestDesk)}`
  const asked = `<form method="get" action="${pathOf(place)}" role="search"><input type="hidden" name="lang" value="${place.language}"><label for="q">${t.question}</label><input id="q" name="q" type="search" maxlength="500" value="${escapeHtml(question)}"><button>${t.find}</button></form>`
  // E10: without anything to answer from there is no assistant.
  const assistant = `<h2>${t.ask}</h2>${asked}${answer === null ? '' : answerHtml(place, answer)}`
  const body =
    `<h1>${escapeHtml(title)}</h1>${shelf.categories.length === 0 ? '' : assistant}` +
    `${shelfHtml(place, shelf)}<h2>${t.ways}</h2><p>${t.waysText}</p>${contactHtml(place, form, note)}`
  return pageHtml(place, { title, path: pathOf(place), body })
}

/** `isRated`: its reader has said a moment ago whether it helped. */
export function helpArticleHtml(place: HelpPlace, article: PublicArticle, isRated: boolean): string {
  const t = helpTexts[place.language]
  const { html, isCut } = articleHtml(article.body)
  const path = `${pathOf(place)}/${article.slug}`
  const date = article.publishedAt.toISOString()
  const shown = new Intl.DateTimeFormat(place.language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    article.publishedAt,
  )
  const foreign =
    article.language === place.language ? '' : `<p class="b">${t.other}: ${article.language.toUpperCase()}</p>`
  const body =
    `<p><a href="${pathOf(place)}?lang=${place.language}">${t.back}</a></p>${foreign}` +
    `<article itemscope itemtype="https://schema.org/Article" lang="${article.language}"><h1 itemprop="headline">${escapeHtml(article.title)}</h1>` +
    `<meta itemprop="inLanguage" content="${article.language}"><div itemprop="articleBody">${html}</div>` +
    `<p><small>${t.updated} <time itemprop="dateModified" datetime="${date}">${shown}</time></small></p></article>${isCut ? `<p class="b">${t.cut}</p>` : ''}${voiceHtml(path, place.language, isRated)}`
  return pageHtml(place, { title: article.title, path, body, languages: article.languages })
}

/** Where there is none, nothing is known, or too much is asked. */
export function helpNoteHtml(what: 'missing' | 'away' | 'slow', language: Language): string {
  const t = helpTexts[language]
  return `${headOf({ title: t.title, language, links: '<meta name="robots" content="noindex">' })}<h1>${t.title}</h1><p>${t[what]}</p></main>`
}

/** Every article in every language that it is public in. */
export function sitemapXml(place: Pick<HelpPlace, 'slug' | 'origin'>, shelf: readonly SitemapEntry[]): string {
  const root = `${place.origin}${helpPath}/${place.slug}`
  const urls = shelf.map(
    ({ slug, language, publishedAt }) =>
      `<url><loc>${escapeHtml(`${root}/${slug}?lang=${language}`)}</loc><lastmod>${publishedAt.toISOString().slice(0, 10)}</lastmod></url>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${escapeHtml(root)}</loc></url>${urls.join('')}</urlset>`
}

export type SitemapEntry = { slug: string; language: Language; publishedAt: Date }

function pathOf({ slug }: Pick<HelpPlace, 'slug'>): string {
  return `${helpPath}/${slug}`
}

function linkTo(place: HelpPlace, { slug, title }: { slug: string; title: string }): string {
  return `<a href="${pathOf(place)}/${slug}?lang=${place.language}">${escapeHtml(title)}</a>`
}

function answerHtml(place: HelpPlace, { zone, articles }: PublicAnswer): string {
  const t = helpTexts[place.language]
  const [best] = articles
  if (zone === 'unknown' || best === undefined) return `<p class="b" role="status">${t.unknown}</p>`
  if (zone === 'answer') {
    return `<section class="b" role="status"><strong>${t.answer}</strong><blockquote>${escapeHtml(shortened(best.quote, longestQuote))}</blockquote>${linkTo(place, best)}</section>`
  }
  const items = articles.map((one) => `<li>${linkTo(place, one)}</li>`).join('')
  return `<section class="b" role="status"><strong>${t.maybe}</strong><ul>${items}</ul></section>`
}

function shelfHtml(place: HelpPlace, { categories, articles, category }: PublicShelf): string {
  const t = helpTexts[place.language]
  if (articles.length === 0) return `<p>${t.empty}</p>`
  const sections = categories.map(
    (one) =>
      `<li><a href="${pathOf(place)}?lang=${place.language}&amp;section=${encodeURIComponent(one.category)}">${escapeHtml(categoryIn(one.category, place.language))}</a> <small>${one.articles}</small></li>`,
  )
  const all = category === null ? '' : `<p><a href="${pathOf(place)}?lang=${place.language}">${t.all}</a></p>`
  const shown = category === null ? t.newest : categoryIn(category, place.language)
  const items = articles.map((one) => `<li>${linkTo(place, one)}</li>`)
  return `<h2>${t.categories}</h2><ul>${within(mostSectionBytes, sections)}</ul>${all}<h2>${escapeHtml(shown)}</h2><ul>${within(mostListBytes, items)}</ul>`
}

function within(bytes: number, items: readonly string[]): string {
  let left = bytes
  return items.filter((item) => (left -= Buffer.byteLength(item)) >= 0).join('')
}

function categoryIn(category: string, language: Language): string {
  const known = articleCategories.find((one) => one === category)
  return known === undefined ? category : articleCategoryTexts.texts[language][known]
}

/** The field that nobody sees is filled by machines alone. Whoever has sent it sees at once what became of it: the answer opens here. */
function contactHtml(place: HelpPlace, { id, name, email, text }: HelpForm, note: HelpNote | null): string {
  const t = helpTexts[place.language]
  const said = note === null ? '' : `<p class="b" role="status">${t[note]}</p>`
  return (
    `<h2 id="contact">${t.contact}</h2>${said}<p>${t.contactText}</p><form method="post" action="${pathOf(place)}#contact"><input type="hidden" name="lang" value="${place.language}"><input type="hidden" name="id" value="${id}">` +
    `<label for="n">${t.name}</label><input id="n" name="name" required maxlength="${longestAskerName}" autocomplete="name" value="${escapeHtml(name)}">` +
    `<label for="m">${t.email}</label><input id="m" name="email" type="email" required maxlength="254" autocomplete="email" value="${escapeHtml(email)}">` +
    `<div class="h" aria-hidden="true"><input name="website" tabindex="-1" autocomplete="off"></div>` +
    `<label for="x">${t.text}</label><textarea id="x" name="text" rows="6" required maxlength="${longestHelpQuestion}">\n${escapeHtml(text)}</textarea><button>${t.send}</button></form>`
  )
}

function voiceHtml(path: string, language: Language, isRated: boolean): string {
  const t = helpTexts[language]
  if (isRated) return `<p class="b" role="status">${t.thanks}</p>`
  return (
    `<form method="post" action="${path}?lang=${language}"><h2>${t.helped}</h2><label for="c">${t.comment}</label>` +
    `<input id="c" name="comment" maxlength="${longestVoice}"><p class="v"><button name="helpful" value="1">${t.yes}</button> <button name="helpful" value="0">${t.no}</button></p></form>`
  )
}

type Page = { title: string; path: string; body: string; languages?: readonly Language[] }

function pageHtml(place: HelpPlace, { title, path, body, languages: there = languages }: Page): string {
  const address = `${place.origin}${path}`
  const links = [
    `<link rel="canonical" href="${escapeHtml(`${address}?lang=${place.language}`)}">`,
    ...there.map((one) => `<link rel="alternate" hreflang="${one}" href="${escapeHtml(`${address}?lang=${one}`)}">`),
  ]
  const nav = there.map((one) => {
    const current = one === place.language ? ' aria-current="true"' : ''
    return `<a href="${path}?lang=${one}" lang="${one}"${current}>${one.toUpperCase()}</a>`
  })
  return `${headOf({ title, language: place.language, links: links.join('') })}<nav>${nav.join('')}</nav>${body}</main>`
}

function headOf({ title, language, links }: { title: string; language: Language; links: string }): string {
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title>${links}<style>${style}</style><main>`
}
