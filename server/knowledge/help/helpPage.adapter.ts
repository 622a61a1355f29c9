import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { id, storable, type Language } from '#contract/common.ts'
import { helpPath, longestAskerName, longestHelpQuestion } from '#contract/knowledge/help.types.ts'
import { articleSlug } from '#contract/knowledge/reading.types.ts'
import { longestVoice } from '#contract/knowledge/voices.types.ts'
import { articleCategory } from '#contract/knowledge/types.ts'
import { isSlug } from '#contract/monitoring/slug.types.ts'
import { mailAddress } from '#contract/notifications/address.types.ts'
import { findDesk } from '#server/desks/desks.queries.ts'
import { makeLastKnown } from '#server/monitoring/domain/lastKnown.ts'
import { now } from '#server/platform/clock.ts'
import type { Db } from '#server/platform/db/db.ts'
import { derivedId } from '#server/platform/db/derivedId.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { limitBody } from '#server/platform/http/bodyLimit.ts'
import { makeBuckets } from '#server/platform/http/rateLimit.ts'
import { languageAsked } from '#server/platform/http/publicPage.ts'
import type { Log } from '#server/platform/log.ts'
import type { Retrieval } from '../retrieval/retrieval.port.ts'
import { ratePublicArticle } from '../articles/rating.commands.ts'
import { askForHelp, type LockDesk } from './help.commands.ts'
import { listHelpSlugs } from './help.sql.ts'
import { helpArticleHtml, helpHeaders, helpIndexHtml, helpNoteHtml, sitemapXml } from './helpPage.present.ts'
import type { HelpForm, HelpNote, HelpPlace } from './helpPage.present.ts'
import { answerPublic, listSitemap, readPublicArticle, readShelf } from './helpPage.queries.ts'

export type HelpPageDeps = {
  db: Db
  transaction: Transaction
  retrieval: Pick<Retrieval, 'find'>
  lockDesk: LockDesk
  publicUrl: () => string
  addressOf: (context: Context) => string | null
  log: Pick<Log, 'warn'>
}

/** The longest text in whatever script, as a form sends it. */
const maxBytes = 48 * 1024
const mostInSitemap = 5000
const ages = {
  freshFor: 10_000,
  againAfter: 2000,
  patience: () => setTimeout(2000, undefined, { ref: false }),
}
const shared = { 'cache-control': 'public, max-age=60' }
const unshared = { 'cache-control': 'no-store' }

const line = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most), storable)
const asking = v.object({
  id,
  name: line(longestAskerName),
  email: mailAddress,
  text: line(longestHelpQuestion),
  website: v.optional(v.literal(''), ''),
})
const rating = v.object({
  helpful: v.picklist(['0', '1']),
  comment: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(longestVoice), storable), ''),
})
const question = v.pipe(v.string(), v.trim(), v.maxLength(500), storable)
const typed = v.fallback(v.pipe(v.string(), v.maxLength(longestHelpQuestion), storable), '')
const typedForm = v.object({ id: v.fallback(v.optional(id), undefined), name: typed, email: typed, text: typed })

/**
 * E7: the public page of a desk, without sign-in and scripts. Links in it name the server's own address, whatever a call says its host
 * is. Which pages there are is known from one reading in ten seconds, so whoever tries names asks the database nothing.
 */
export function addHelpPages(app: Hono, deps: HelpPageDeps): void {
  const reads = makeBuckets({ burst: 60, perSecond: 2 })
  const questions = makeBuckets({ burst: 5, perSecond: 5 / 3600 })
  const voices = makeBuckets({ burst: 20, perSecond: 20 / 3600 })
  /** Of this process: from what is stored nobody can tell an address. */
  const secret = randomUUID()
  const ofDesks = makeBuckets({ burst: 100, perSecond: 100 / 86_400 })
  const slugs = makeLastKnown(() => listHelpSlugs(deps.db), ages)

  type Found = { deskId: string; place: HelpPlace }
  /** A page, or what is answered instead of it. */
  async function find(context: Context): Promise<Found | Response> {
    const language = languageAsked(context)
    const at = now()
    if (!reads.tryTake(deps.addressOf(context) ?? '', at)) return note(context, 'slow', language)
    const slug = context.req.param('slug') ?? ''
    const known = isSlug(slug) ? (await slugs(at)).value.get(slug) : undefined
    if (known === undefined || known.present === null) return note(context, 'missing', language)
    // What was sent under the old name is sent again under the new one.
    const moved = context.req.method === 'GET' ? 301 : 307
    if (known.present !== slug) return context.redirect(movedTo(context, slug, known.present), moved)
    const { deskId } = known
    const deskName = (await findDesk(deps.db, deskId))?.name ?? ''
    return { deskId, place: { slug, deskName, origin: deps.publicUrl(), language } }
  }

  async function answerOr(context: Context, answer: (found: Found) => Promise<Response>): Promise<Response> {
    try {
      const found = await find(context)
      return found instanceof Response ? found : await answer(found)
    } catch (error) {
      deps.log.warn({ err: error }, 'a public page could not be read')
      return note(context, 'away', languageAsked(context))
    }
  }

  async function index(
    context: Context,
    { deskId, place }: Found,
    said: HelpNote | null,
    sent: HelpForm = blankForm(),
  ): Promise<Response> {
    const { language } = place
    const section = v.safeParse(articleCategory, context.req.query('section') ?? '')
    const text = v.safeParse(question, context.req.query('q') ?? '')
    const asked = text.success ? text.output : ''
    const shelf = await readShelf(deps.db, deskId, { language, category: section.success ? section.output : null })
    const answer = asked === '' ? null : await answerPublic(deps, deskId, { text: asked, language })
    const html = helpIndexHtml(place, { shelf, question: asked, answer, note: said, form: sent })
    return context.body(html, statusOf(said), {
      ...helpHeaders,
      ...unshared,
      ...(said === 'slow' && { 'retry-after': '3600' }),
    })
  }

  app.use(
    `${helpPath}/*`,
    limitBody(maxBytes, (context) => note(context, 'slow', languageAsked(context))),
  )
  app.get(`${helpPath}/:slug`, (context) =>
    answerOr(context, (found) => index(context, found, context.req.query('sent') === '1' ? 'sent' : null)),
  )
  app.get(`${helpPath}/:slug/sitemap.xml`, (context) =>
    answerOr(context, async ({ deskId, place }) => {
      const all = await listSitemap(deps.db, deskId, mostInSitemap)
      return context.body(sitemapXml(place, all), 200, { 'content-type': 'application/xml; charset=utf-8', ...shared })
    }),
  )
  app.get(`${helpPath}/:slug/:article`, (context) =>
    answerOr(context, async ({ deskId, place }) => {
      const slug = v.safeParse(articleSlug, context.req.param('article'))
      const wanted = slug.success ? { slug: slug.output, language: place.language } : null
      const article = wanted === null ? null : await readPublicArticle(deps.db, deskId, wanted)
      if (article === null) return note(context, 'missing', place.language)
      const isRated = context.req.query('rated') === '1'
      return context.body(helpArticleHtml(place, article, isRated), 200, {
        ...helpHeaders,
        ...(isRated ? unshared : shared),
        vary: 'accept-language',
      })
    }),
  )
  app.post(`${helpPath}/:slug/:article`, (context) =>
    answerOr(context, async ({ deskId, place: { slug: page, language } }) => {
      const slug = v.safeParse(articleSlug, context.req.param('article'))
      const form = v.safeParse(rating, await context.req.parseBody())
      // A page of somewhere else speaks for nobody.
      if (!slug.success || !form.success || isFromElsewhere(context)) {
        return note(context, 'missing', language)
      }
      const at = now()
      const address = deps.addressOf(context) ?? ''
      if (!voices.tryTake(address, at)) return note(context, 'slow', language)
      const { helpful, comment } = form.output
      const voiceIdOf = ({ articleId, version }: { articleId: string; version: number }) =>
        derivedId(`${secret} ${address} ${articleId}`, `${version} ${at.toISOString().slice(0, 10)}`)
      const reading = { deskId, slug: slug.output, language, voiceIdOf }
      const isKept = await deps.transaction((unit) =>
        ratePublicArticle(unit, reading, { isHelpful: helpful === '1', comment }),
      )
      if (!isKept) return note(context, 'missing', language)
      return context.redirect(`${helpPath}/${page}/${slug.output}?lang=${language}&rated=1`, 303)
    }),
  )
  app.post(`${helpPath}/:slug`, (context) =>
    answerOr(context, async (found) => {
      const { deskId, place } = found
      const body = await context.req.parseBody()
      const again = (said: HelpNote) => index(context, found, said, typedIn(body))
      if (isFromElsewhere(context)) return again('elsewhere')
      const form = v.safeParse(asking, body)
      if (!form.success) return again('wrong')
      const at = now()
      if (!questions.tryTake(deps.addressOf(context) ?? '', at)) return again('slow')
      if (!ofDesks.tryTake(deskId, at)) return again('full')
      const { id: questionId, name, email, text } = form.output
      const isTaken = await deps.transaction((unit) =>
        askForHelp(unit, deps, { questionId, deskId, name, email, text, language: place.language }),
      )
      if (!isTaken) return again('full')
      return context.redirect(`${helpPath}/${place.slug}?lang=${place.language}&sent=1`, 303)
    }),
  )
}

/** Another site sends it with the browser of somebody who has written nothing. Of the page itself no browser names a host: it has no referrer. */
function isFromElsewhere({ req }: Context): boolean {
  return !['same-origin', 'none'].includes(req.header('sec-fetch-site') ?? 'none')
}

/** What was written is there again, under its own id, so that whoever is refused types nothing twice. */
function typedIn(body: unknown): HelpForm {
  const known = v.safeParse(typedForm, body)
  return known.success ? { ...known.output, id: known.output.id ?? randomUUID() } : blankForm()
}

function blankForm(): HelpForm {
  return { id: randomUUID(), name: '', email: '', text: '' }
}

function statusOf(said: HelpNote | null): 200 | 403 | 422 | 429 {
  if (said === null || said === 'sent') return 200
  return said === 'slow' ? 429 : said === 'elsewhere' ? 403 : 422
}

/** Under the present name of the same desk: an article of an old link as well. */
function movedTo(context: Context, before: string, present: string): string {
  const { pathname, search } = new URL(context.req.url)
  return `${helpPath}/${present}${pathname.slice(`${helpPath}/${before}`.length)}${search}`
}

const statuses = { missing: 404, away: 503, slow: 429 } as const

function note(context: Context, what: keyof typeof statuses, language: Language): Response {
  const headers = { ...helpHeaders, ...unshared, ...(what === 'missing' ? {} : { 'retry-after': '60' }) }
  return context.body(helpNoteHtml(what, language), statuses[what], headers)
}
