import { languages, type Language } from '#contract/common.ts'
import type { PublicEntry, PublicStatus } from '#contract/monitoring/types.ts'
import { nameIn } from './incidents.texts.ts'
import { statusTexts } from './statusPage.texts.ts'

/** D3: the whole page, without scripts; what would make it longer is left out, the oldest first. */
const mostBytes = 30_000
const longestShown = 300
const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark;overflow-wrap:anywhere}' +
  'h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}ul{list-style:none;padding:0}li{border-top:1px solid #8886;padding:.75rem 0}' +
  'h3{font-size:1rem;margin:0}p{margin:.25rem 0}small{opacity:.8}svg{width:100%;height:24px;display:block;margin-top:.5rem}' +
  '.b{background:#8882;padding:.75rem 1rem;border-radius:.5rem}.o{stroke:#2a8a4a}.x{stroke:#d0342c}.g{stroke:#8886}nav a{margin-right:.75rem}'

export const statusHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

export function statusPageHtml(status: PublicStatus, language: Language, isStale: boolean): string {
  const t = statusTexts[language]
  const title = `${escaped(status.desk)}: ${t.title.toLowerCase()}`
  const isBad =
    status.components.some(({ state }) => state === 'down' || state === 'unstable') ||
    status.entries.some(({ kind, phase }) => kind === 'incident' && phase === 'present')
  const links = languages.map(
    (one) => `<a href="?lang=${one}" lang="${one}" hreflang="${one}">${one.toUpperCase()}</a>`,
  )
  const components = status.components.map((one) => componentHtml(one, language, status.timeZone)).join('')
  const head =
    `${headOf(title, language)}<nav>${links.join('')}</nav><h1>${title}</h1><p class="b" role="status">${isBad ? t.someBad : t.allGood}</p>` +
    `${isStale ? `<p class="b" role="alert">${t.stale}</p>` : ''}` +
    `${components === '' ? '' : `<h2>${t.components}</h2><ul>${components}</ul>`}<h2>${t.entries}</h2>`
  const foot = `<p><small>${t.asOf} ${timeHtml(status.at, language, status.timeZone)} (${escaped(status.timeZone)})</small></p></main>`
  const room = mostBytes - Buffer.byteLength(head) - Buffer.byteLength(foot) - 200
  const entries = fitting(
    status.entries.map((entry) => entryHtml(entry, language, status.timeZone)),
    room,
  )
  return `${head}${entries === '' ? `<p>${t.none}</p>` : `<ul>${entries}</ul>`}${foot}`
}

/** Where there is none, or nothing is known. */
export function statusNoteHtml(what: 'missing' | 'away', language: Language): string {
  const t = statusTexts[language]
  return `${headOf(t.title, language)}<h1>${t.title}</h1><p>${t[what]}</p></main>`
}

function headOf(title: string, language: Language): string {
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style><main>`
}

function componentHtml(
  { title, state, since, days }: PublicStatus['components'][number],
  language: Language,
  timeZone: string,
): string {
  const t = statusTexts[language]
  const countOf = (letter: string) => String([...days].filter((day) => day === letter).length)
  const label = t.history.replace('{bad}', countOf('x')).replace('{gap}', countOf('-'))
  const sinceText = since === null ? '' : ` <small>${t.from} ${timeHtml(since, language, timeZone)}</small>`
  return `<li><h3>${escaped(nameIn(title, language))}</h3><p>${t[state]}${sinceText}</p>${barsOf(days, label)}</li>`
}

/** One path a kind of day, so that twenty components stay short. */
function barsOf(days: string, label: string): string {
  const pathOf = (letter: string, name: string) => {
    const path = [...days].map((day, place) => (day === letter ? `M${place} 0v8` : '')).join('')
    return path === '' ? '' : `<path class="${name}" d="${path}"/>`
  }
  const paths = pathOf('o', 'o') + pathOf('x', 'x') + pathOf('-', 'g')
  return `<svg viewBox="-.5 0 90 8" preserveAspectRatio="none" stroke-width=".7" role="img" aria-label="${label}">${paths}</svg>`
}

function entryHtml(
  { kind, phase, from, until, endedAt, updates }: PublicEntry,
  language: Language,
  timeZone: string,
): string {
  const t = statusTexts[language]
  const [newest] = updates
  const end = endedAt ?? until
  const window = `${t.from} ${timeHtml(from, language, timeZone)}${end === null ? '' : ` ${t.until} ${timeHtml(end, language, timeZone)}`}`
  const said = updates
    .slice(0, 3)
    .filter(({ body }) => nameIn(body, language) !== '')
    .map(
      ({ at, body }) =>
        `<p><small>${timeHtml(at, language, timeZone)}</small><br>${escaped(shortened(nameIn(body, language)))}</p>`,
    )
  const title = newest === undefined ? '' : escaped(nameIn(newest.title, language))
  return `<li><h3>${title}</h3><p>${t[kind]}, ${t[phase]}, ${window}</p>${said.join('')}</li>`
}

function fitting(parts: readonly string[], room: number): string {
  let [shown, left] = ['', room]
  for (const part of parts) {
    left -= Buffer.byteLength(part)
    if (left < 0) break
    shown += part
  }
  return shown
}

function timeHtml(at: string, language: Language, timeZone: string): string {
  const text = new Date(at).toLocaleString(language, { timeZone, dateStyle: 'medium', timeStyle: 'short' })
  return `<time datetime="${at}">${text}</time>`
}

function shortened(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown).toWellFormed()}…` : text
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '')
}
