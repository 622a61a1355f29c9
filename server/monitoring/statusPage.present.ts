import { textFor } from '#contract/announcements/shown.types.ts'
import { languages, type Language } from '#contract/common.ts'
import type { PublicEntry, PublicStatus } from '#contract/monitoring/types.ts'
import { escapeHtml } from '#server/notifications/domain/escapeHtml.ts'
import { publicHeaders, publicStyle, shortened } from '#server/platform/http/publicPage.ts'
import { statusTexts } from './statusPage.texts.ts'

/** D3: the whole page, without scripts; what would make it longer is left out, the oldest first. */
const mostBytes = 30_000
const longestShown = 300
const longestDesk = 100
const shortestEntry = 200
const emptyList = '<ul></ul>'
type How = { language: Language; t: (typeof statusTexts)[Language]; when: (at: string) => string }
const style =
  `${publicStyle}ul{list-style:none;padding:0}li{border-top:1px solid #8886;padding:.75rem 0}` +
  'h3{font-size:1rem;margin:0}p{margin:.25rem 0;white-space:pre-line}svg{width:100%;height:24px;display:block;margin-top:.5rem}' +
  '.b{background:#8882;padding:.75rem 1rem;border-radius:.5rem}.o{stroke:#2a8a4a}.x{stroke:#d0342c}.g{stroke:#888}'

/** How high a day's line stands, by its letter, and by which class it is drawn. */
const heights: Readonly<Record<string, number>> = { o: 5, x: 8, '-': 1 }
const classes: Readonly<Record<string, string>> = { o: 'o', x: 'x', '-': 'g' }

export const statusHeaders = publicHeaders({ allowsForms: false })

export function statusPageHtml(status: PublicStatus, language: Language, isStale: boolean): string {
  const how = { language, t: statusTexts[language], when: timesOf(language, status.timeZone) }
  const { t, when } = how
  const title = `${escapeHtml(shortened(status.desk, longestDesk))}: ${t.title.toLowerCase()}`
  const components = status.components.map((one) => componentHtml(one, how)).join('')
  const summary = isBad(status) ? t.someBad : t.allGood
  const head =
    `${headOf(title, language)}${languageLinks(language)}<h1>${title}</h1><p class="b">${isStale ? t.stale : summary}</p>` +
    `${components === '' ? '' : `<h2>${t.components}</h2><ul>${components}</ul>`}<h2>${t.entries}</h2>`
  const foot = `<p><small>${t.asOf} ${when(status.at)} (${escapeHtml(status.timeZone)})</small></p></main>`
  const room = mostBytes - Buffer.byteLength(head) - Buffer.byteLength(foot) - emptyList.length
  const entries = fitting(status.entries, { room, htmlOf: (entry) => entryHtml(entry, how) })
  return `${head}${status.entries.length === 0 ? `<p>${t.none}</p>` : `<ul>${entries}</ul>`}${foot}`
}

function isBad({ components, entries }: PublicStatus): boolean {
  return (
    components.some(({ state }) => state === 'down' || state === 'unstable') ||
    entries.some(({ kind, phase }) => kind === 'incident' && phase === 'present')
  )
}

function languageLinks(language: Language): string {
  const links = languages.map((one) => {
    const current = one === language ? ' aria-current="true"' : ''
    return `<a href="?lang=${one}" lang="${one}"${current}>${one.toUpperCase()}</a>`
  })
  return `<nav>${links.join('')}</nav>`
}

/** Where there is none, or nothing is known. */
export function statusNoteHtml(what: 'missing' | 'away', language: Language): string {
  const t = statusTexts[language]
  return `${headOf(t.title, language)}<h1>${t.title}</h1><p>${t[what]}</p></main>`
}

function headOf(title: string, language: Language): string {
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${style}</style><main>`
}

function componentHtml({ title, state, since, days }: PublicStatus['components'][number], how: How): string {
  const { language, t, when } = how
  const countOf = (letter: string) => String(Array.from(days).filter((day) => day === letter).length)
  const label = t.history.replace('{bad}', countOf('x')).replace('{gap}', countOf('-'))
  const sinceText = since === null ? '' : ` <small>${t.from} ${when(since)}</small>`
  return `<li><h3>${escapeHtml(textFor(title, language))}</h3><p>${t[state]}${sinceText}</p>${barsOf(days)}<small>${label}</small></li>`
}

/**
 * One path a kind of day, each line told from where the one before has ended, so that twenty components stay short. Its height tells
 * a day with an incident as well as its colour does.
 */
function barsOf(days: string): string {
  const paths = Object.entries(heights).map(([letter, height]) => {
    let last = 0
    const lines = Array.from(days).flatMap((day, place) => {
      if (day !== letter) return []
      const step = place - last
      last = place
      return [`m${step}-${height}v${height}`]
    })
    return lines.length === 0 ? '' : `<path class="${classes[letter]}" d="M0 8${lines.join('')}"/>`
  })
  return `<svg viewBox="-.5 0 90 8" preserveAspectRatio="none" stroke-width=".7" aria-hidden="true">${paths.join('')}</svg>`
}

function entryHtml({ kind, phase, from, until, endedAt, updates }: PublicEntry, { language, t, when }: How): string {
  const [newest] = updates
  const end = endedAt ?? until
  const window = `${t.from} ${when(from)}${end === null ? '' : ` ${t.until} ${when(end)}`}`
  const said = updates
    .slice(0, 3)
    .filter(({ body }) => textFor(body, language) !== '')
    .map(
      ({ at, body }) =>
        `<p><small>${when(at)}</small><br>${escapeHtml(shortened(textFor(body, language), longestShown))}</p>`,
    )
  const title = newest === undefined ? '' : escapeHtml(textFor(newest.title, language))
  return `<li><h3>${title}</h3><p>${t[kind]}, ${t[phase]}, ${window}</p>${said.join('')}</li>`
}

/** Those that there is room for; none is made once there is hardly any. */
function fitting(
  entries: readonly PublicEntry[],
  { room, htmlOf }: { room: number; htmlOf: (entry: PublicEntry) => string },
): string {
  let [shown, left] = ['', room]
  for (const entry of entries) {
    if (left < shortestEntry) break
    const html = htmlOf(entry)
    const bytes = Buffer.byteLength(html)
    if (bytes > left) continue
    left -= bytes
    shown += html
  }
  return shown
}

/** By the desk's clock. Made once a page: it is what costs most there. */
function timesOf(language: Language, timeZone: string): (at: string) => string {
  const format = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium', timeStyle: 'short' })
  return (at) => `<time datetime="${at}">${format.format(new Date(at))}</time>`
}
