import type { Context, Hono } from 'hono'
import type { Language } from '#contract/common.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import { now } from '#server/platform/clock.ts'
import type { Assets } from '#server/platform/http/assets.ts'
import type { Db } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Log } from '#server/platform/log.ts'
import { loadPortal } from './portals.sql.ts'
import { refusalPage } from './errorPage.present.ts'
import { needsLook } from './domain/bindings.ts'
import { languageOf, type Portal } from './domain/portal.ts'
import { credentialsIn, optionsIn, readMemberId } from './forms.adapter.ts'
import type { Credentials, Authenticator } from './authenticator.port.ts'
import type { DeskPort } from './desk.port.ts'

export type PageName = 'client' | 'desk' | 'settings' | 'install' | 'company-tab'
const pageNames: readonly PageName[] = ['client', 'desk', 'settings', 'install', 'company-tab']

export type PagesDeps = {
  db: Db
  log: Log
  assets: Assets
  authenticator: Authenticator
  faceOf: DeskPort['faceOf']
  addressOf: (context: Context) => string | null
  /** Durable: scopes are asked for, placements and events bound where they are gone. */
  lookLater(memberId: string): Promise<void>
}

const maxFormBytes = 64 * 1024

/** Bitrix24 opens every page by POST (§1.1). What the form says is a claim: it is confirmed before anything is stored. */
export function addPages(app: Hono, deps: PagesDeps): void {
  app.post('/app', (context) => open(context, deps, null))
  app.post('/install', (context) => open(context, deps, 'install'))
  // Moderation checks the addresses with HEAD; a person who opens them outside a portal reads where to go.
  app.get('/app', (context) => deps.assets.page('client', languageIn(context), contentPolicy(context, "'none'")))
  app.get('/install', (context) => deps.assets.page('install', languageIn(context), contentPolicy(context, "'none'")))
  for (const name of pageNames.filter((page) => page !== 'install')) {
    app.get(`/${name}`, (context) => turnTo(context, deps, name))
  }
}

async function open(context: Context, deps: PagesDeps, wanted: PageName | null): Promise<Response> {
  const form = await readForm(context)
  const language = languageIn(context)
  try {
    const from = { languageCode: context.req.query('LANG'), address: deps.addressOf(context) }
    const { portal, visitor } = await authenticate(deps, credentialsIn(form, from))
    if (visitor !== null && wantsLook(portal, visitor, form)) await deps.lookLater(portal.memberId)
    const page = wanted ?? (await choosePage(deps, portal, visitor?.userId ?? 0, form))
    return deps.assets.page(page, language, contentPolicy(context, portal.origin))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    deps.log.info({ code: error.code }, 'a page was not opened')
    return refusalPage(error, language, contentPolicy(context, claimedOrigin(context)))
  }
}

/** Nobody can be asked for a moment: the portal still gets its page; the page's own first call then says what is wrong. */
const momentary: readonly RefusalCode[] = ['portal_unreachable', 'too_many_requests']

async function authenticate({ db, authenticator }: PagesDeps, credentials: Credentials) {
  try {
    const { portal, identity, visitor } = await authenticator.authenticate(credentials)
    return { portal, visitor: { userId: identity.userId, isAdmin: visitor.isAdmin } }
  } catch (error) {
    const portal = await loadPortal(db, credentials.memberId)
    if (!(error instanceof Refusal) || !momentary.includes(error.code) || portal === null) throw error
    return { portal, visitor: null }
  }
}

async function choosePage(deps: PagesDeps, portal: Portal, userId: number, form: URLSearchParams): Promise<PageName> {
  if (!portal.isInstalled) return 'install'
  if (form.get('PLACEMENT') === 'CRM_COMPANY_DETAIL_TAB') return 'company-tab'
  // Whoever makes a ticket of a message asks for support, whatever else they are (P2).
  if (form.get('PLACEMENT') === 'IM_CONTEXT_MENU') return 'client'
  const options = optionsIn(form)
  const asked = pageNames.find((name) => name === options['page'])
  return asked ?? deps.faceOf(portal.memberId, userId)
}

/** P8: what was set at the portal may be gone, or may be more than there was. */
function wantsLook(portal: Portal, { isAdmin }: { isAdmin: boolean }, form: URLSearchParams): boolean {
  return needsLook(portal, isAdmin, now()) || seemsToGrantOther(portal, form)
}

/** A local application's scopes may be changed without an event; what the form says of them is only a reason to ask. */
function seemsToGrantOther({ isInstalled, scopes }: Portal, form: URLSearchParams): boolean {
  const claimed = form.get('APPLICATION_SCOPE')
  return isInstalled && claimed !== null && claimed.split(',').includes('crm') !== scopes.includes('crm')
}

/** From one face to the other inside the frame: the page has no data in it, its calls need the session. */
async function turnTo(context: Context, deps: PagesDeps, page: PageName): Promise<Response> {
  const portal = await loadPortal(deps.db, readMemberId(context.req.query('member_id')) ?? '')
  return deps.assets.page(page, portal?.language ?? 'ru', contentPolicy(context, portal?.origin ?? "'none'"))
}

/** The language of the reader, as the portal says it in every address that it opens. */
function languageIn(context: Context): Language {
  return languageOf(context.req.query('LANG') ?? 'ru')
}

async function readForm(context: Context): Promise<URLSearchParams> {
  const body = await context.req.text()
  return new URLSearchParams(body.length > maxFormBytes ? '' : body)
}

/** Only for a page without data: the syntax of the claimed address is checked, not its truth. */
function claimedOrigin(context: Context): string {
  const domain = context.req.query('DOMAIN') ?? ''
  if (!/^[a-z0-9.-]{1,253}(:\d{1,5})?$/i.test(domain)) return "'none'"
  return `${context.req.query('PROTOCOL') === '0' ? 'http' : 'https'}://${domain}`
}

function contentPolicy(context: Context, frameAncestors: string): string {
  const named = context.req.header('host') ?? ''
  const host = /^[a-z0-9.:[\]-]{1,260}$/i.test(named) ? named : 'localhost'
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: https:",
    "media-src 'self'",
    "font-src 'self' data:",
    `connect-src 'self' ws://${host} wss://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ')
}
