import { setTimeout } from 'node:timers/promises'
import type { Context, Hono } from 'hono'
import type { Language } from '#contract/common.ts'
import { isSlug } from '#contract/monitoring/slug.types.ts'
import { statusPath, type PublicStatus } from '#contract/monitoring/types.ts'
import { now } from '#server/platform/clock.ts'
import type { Db } from '#server/platform/db/db.ts'
import { languageAsked } from '#server/platform/http/publicPage.ts'
import type { Log } from '#server/platform/log.ts'
import { makeLastKnown, type Known } from './domain/lastKnown.ts'
import { readPublicStatus } from './statusPage.queries.ts'
import { statusHeaders, statusNoteHtml, statusPageHtml } from './statusPage.present.ts'
import { listSlugs } from './statusPage.sql.ts'

export type StatusPageDeps = { db: Db; log: Pick<Log, 'warn'> }

const ages = {
  freshFor: 10_000,
  againAfter: 2000,
  patience: () => setTimeout(2000, undefined, { ref: false }),
}
const shared = { 'cache-control': 'public, max-age=10, stale-if-error=86400' }

/**
 * D3: the public page of a desk, and the same as JSON. Which pages there are is known from one reading, so whoever tries names asks
 * the database nothing; each page is read once in ten seconds at most, and its last one is served while the database is away.
 */
export function addStatusPages(app: Hono, { db, log }: StatusPageDeps): void {
  const noted =
    <Value>(read: (at: Date) => Promise<Value>) =>
    async (at: Date) => {
      try {
        return await read(at)
      } catch (error) {
        log.warn({ err: error }, 'a public page could not be read')
        throw error
      }
    }
  const slugs = makeLastKnown(
    noted(async () => new Map((await listSlugs(db)).map(({ slug, deskId }) => [slug, deskId]))),
    ages,
  )
  const pageOf = makeRendered()
  /** By desk: a name that one has given up may be another's. */
  const pages = new Map<string, (at: Date) => Promise<Known<PublicStatus | null>>>()

  /** Null: there is no such page. Throws where nothing is known. */
  async function find(slug: string, at: Date): Promise<Known<PublicStatus> | null> {
    if (!isSlug(slug)) return null
    const deskId = (await slugs(at)).value.get(slug)
    if (deskId === undefined) return null
    const page =
      pages.get(deskId) ??
      makeLastKnown(
        noted((readAt) => readPublicStatus({ tx: db, at: readAt }, deskId)),
        ages,
      )
    pages.set(deskId, page)
    const { value, ...known } = await page(at)
    return value === null ? null : { ...known, value }
  }

  app.get(`${statusPath}/:name`, async (context) => {
    const name = context.req.param('name')
    const isJson = name.endsWith('.json')
    const language = languageAsked(context)
    const found = await find(isJson ? name.slice(0, -'.json'.length) : name, now()).catch(() => 'away' as const)
    if (found === 'away') return isJson ? json(context, 503, { code: 'away' }) : note(context, 'away', language)
    if (found === null) return isJson ? json(context, 404, { code: 'not_found' }) : note(context, 'missing', language)
    if (isJson) return json(context, 200, { ...found.value, isStale: found.isStale })
    return context.body(pageOf(found, language), 200, { ...statusHeaders, ...shared, vary: 'accept-language' })
  })
}

/** Made once for each that was read, however many ask for it. */
function makeRendered(): (known: Known<PublicStatus>, language: Language) => string {
  const rendered = new WeakMap<PublicStatus, Map<string, string>>()
  return ({ value, isStale }, language) => {
    const pages = rendered.get(value) ?? new Map<string, string>()
    rendered.set(value, pages)
    const name = `${language}${isStale ? ' stale' : ''}`
    const html = pages.get(name) ?? statusPageHtml(value, language, isStale)
    pages.set(name, html)
    return html
  }
}

function json(context: Context, status: 200 | 404 | 503, body: object): Response {
  const caching = status === 200 ? shared : { 'cache-control': 'no-store' }
  return context.json(body, status, { 'access-control-allow-origin': '*', ...caching })
}

function note(context: Context, what: 'missing' | 'away', language: Language): Response {
  const headers = { ...statusHeaders, 'cache-control': 'no-store' }
  return context.body(statusNoteHtml(what, language), what === 'missing' ? 404 : 503, headers)
}
