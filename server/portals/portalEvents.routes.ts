import type { Context, Hono } from 'hono'
import type { RefusalCode } from '#contract/refusals.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Log } from '#server/platform/log.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { isTokenOf, replaceApplicationToken } from './applicationToken.commands.ts'
import { loadPortal } from './portals.sql.ts'
import { languageOf, type Portal } from './domain/portal.ts'
import { readClientEndpoint } from './domain/portalAddress.ts'
import { readLifetime, readMemberId, readToken } from './forms.adapter.ts'
import type { CrmItem, PortalLifecycle } from './lifecycle.port.ts'
import type { Authenticator } from './authenticator.port.ts'

export type EventsDeps = {
  db: Db
  transaction: Transaction
  log: Log
  secrets: Secrets
  authenticator: Authenticator
  lifecycle: PortalLifecycle
  addressOf: (context: Context) => string | null
}

type PortalEvent = {
  /** From where it was sent. */
  address: string | null
  name: string
  memberId: string
  applicationToken: string
  accessToken: string | null
  refreshToken: string | null
  serverEndpoint: string | null
  expiresInSeconds: number
  languageCode: string
  isClean: boolean
  item: CrmItem
  /** Where the portal says that it is. */
  clientEndpoint: string
}

const statusOf: Partial<Record<RefusalCode, 502 | 429>> = { portal_unreachable: 502, too_many_requests: 429 }
const itemEvents = ['ONCRMDYNAMICITEMUPDATE', 'ONCRMDYNAMICITEMDELETE']
const maxFormBytes = 256 * 1024

/** Events are delivered once, late, twice or out of order (§1.4); each one here may run again without harm. */
export function addPortalEvents(app: Hono, deps: EventsDeps): void {
  app.post('/bitrix24/events', async (context) => {
    try {
      await receive(deps, await readEvent(context, deps.addressOf(context)))
      return context.json({ ok: true })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      deps.log.warn({ code: error.code }, 'a portal event was refused')
      return context.json({ code: error.code, details: {} }, statusOf[error.code] ?? 403)
    }
  })
}

async function receive(deps: EventsDeps, event: PortalEvent): Promise<void> {
  const portal = await loadPortal(deps.db, event.memberId)
  const isProven = portal !== null && isTokenOf(deps.secrets, portal, event.applicationToken)
  if (isProven && seemsMoved(portal, event)) {
    await deps.transaction((unit) => deps.lifecycle.seemsMoved(unit, event.memberId))
  }
  if (event.name === 'ONAPPINSTALL') return installed(deps, event, isProven)
  if (event.name === 'ONAPPUPDATE') return updated(deps, event, isProven)
  if (!isProven) throw new Refusal('event_forged')
  if (event.name === 'ONAPPUNINSTALL') {
    return deps.transaction((unit) => deps.lifecycle.uninstalled(unit, event.memberId, event.isClean))
  }
  if (itemEvents.includes(event.name)) {
    return deps.transaction((unit) => deps.lifecycle.itemChanged(unit, event.memberId, event.item))
  }
  return undefined
}

/** P7: an event that is proven may say that the portal was renamed; where it is now, the OAuth server is asked. */
function seemsMoved(portal: Portal, { clientEndpoint }: PortalEvent): boolean {
  const said = readClientEndpoint(clientEndpoint)
  return portal.isInstalled && said !== null && said.domain !== portal.domain
}

/**
 * Nothing may be stored yet to compare with, or the token of an installation whose end we never heard of (events are
 * not repeated): then the access token is proven at the OAuth server (§1.5).
 */
async function installed(deps: EventsDeps, event: PortalEvent, isProven: boolean): Promise<void> {
  if (!isProven) await prove(deps, event)
  await deps.transaction(async (unit) => {
    await replaceApplicationToken(unit, deps.secrets, event.memberId, event.applicationToken)
    await deps.lifecycle.installed(unit, event.memberId)
    await deps.lifecycle.rebind(unit, event.memberId)
  })
}

/** An update may bring a new application token, so the old one cannot prove it: the access token does. */
async function updated(deps: EventsDeps, event: PortalEvent, isProven: boolean): Promise<void> {
  if (!isProven) await prove(deps, event)
  await deps.transaction(async (unit) => {
    await replaceApplicationToken(unit, deps.secrets, event.memberId, event.applicationToken)
    await deps.lifecycle.rebind(unit, event.memberId)
  })
}

async function prove(deps: EventsDeps, event: PortalEvent): Promise<void> {
  if (event.accessToken === null || event.applicationToken === '') throw new Refusal('event_forged')
  const { visitor } = await deps.authenticator.authenticate({
    accessToken: event.accessToken,
    memberId: event.memberId,
    serverEndpoint: event.serverEndpoint,
    address: event.address,
    expiresInSeconds: event.expiresInSeconds,
    languageCode: event.languageCode,
    ...(event.refreshToken === null ? {} : { refreshToken: event.refreshToken }),
  })
  // Anybody's token would do otherwise; installing and updating is an admin's act.
  if (!visitor.isAdmin) throw new Refusal('event_forged')
}

async function readEvent(context: Context, address: string | null): Promise<PortalEvent> {
  const body = await context.req.text()
  if (body.length > maxFormBytes) throw new Refusal('too_large')
  const form = new URLSearchParams(body)
  const language = form.get('data[LANGUAGE_ID]') ?? 'ru'
  return {
    address,
    name: (form.get('event') ?? '').toUpperCase(),
    memberId: readMemberId(form.get('auth[member_id]')) ?? '',
    applicationToken: readToken(form.get('auth[application_token]')) ?? '',
    accessToken: readToken(form.get('auth[access_token]')),
    refreshToken: readToken(form.get('auth[refresh_token]')),
    serverEndpoint: form.get('auth[server_endpoint]'),
    expiresInSeconds: readLifetime(form.get('auth[expires_in]')) ?? 3600,
    languageCode: languageOf(language) === 'uk' ? 'ua' : language,
    isClean: form.get('data[CLEAN]') === '1',
    clientEndpoint: form.get('auth[client_endpoint]') ?? '',
    item: {
      entityTypeId: numberIn(form.get('data[FIELDS][ENTITY_TYPE_ID]')),
      id: numberIn(form.get('data[FIELDS][ID]')),
    },
  }
}

/** All scalars of an event are texts; 0 is nobody's. */
function numberIn(text: string | null): number {
  return /^\d{1,15}$/.test(text ?? '') ? Number(text) : 0
}
