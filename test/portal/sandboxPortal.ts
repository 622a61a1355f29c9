import { createHash } from 'node:crypto'
import { commonChat } from './chats.ts'
import { emptyCrm } from './crm.ts'
import { answerPage } from './pages.ts'
import { answerRest } from './rest.ts'
import type { Portal, PortalUser, Registration, World } from './state.ts'
import { applicationToken, hostOf } from './state.ts'
import type { TariffPreset } from './tariffs.ts'
import { tariffPresets } from './tariffs.ts'

/** One portal as tests and the demo see it. */
export interface SandboxPortal<Role extends string = string> {
  readonly key: string
  readonly title: string
  /** `http://host:port`; changes when the portal is renamed. */
  readonly origin: string
  /** What the platform calls DOMAIN: host with port. */
  readonly domain: string
  readonly memberId: string
  /** The portal's people by the part they play. */
  readonly users: Record<Role, PortalUser>
  /** The application's secret shared with this portal; empty where it is not installed. */
  readonly applicationToken: string
  /** The portal's page with the application open as this user; `params` arrive as PLACEMENT_OPTIONS. */
  portalUrl: (userId: number, params?: Record<string, string>) => string
  /** A `/marketplace/view/…` link as it stands in messages; `userId` selects who follows it. */
  deepLink: (params: Record<string, string>, userId?: number) => string
}

/** A portal to add to the three default ones. */
export interface NewPortal<Role extends string> {
  key: string
  title: string
  users: Record<Role, PortalUser>
  tariff?: TariffPreset
  /** Russian unless told, as Bitrix24 codes it. */
  language?: Portal['language']
  hostname?: string
  port?: number
  /** Another registration of the application, as when a partner runs it as a local one. */
  registration?: Registration
}

const defaultScopes = ['placement', 'im', 'imbot', 'user_brief']

/** The same key always gets the same member_id, so that demo data outlives a restart. */
export function makePortal(
  { key, title, users, tariff = 'pro', language = 'ru', registration }: NewPortal<string>,
  ours: Registration,
): Portal {
  return {
    key,
    title,
    memberId: createHash('md5').update(`opora sandbox ${key}`).digest('hex'),
    origin: '',
    users: Object.values(users),
    language,
    theme: 'light',
    licence: { ...tariffPresets[tariff].licence },
    registration: registration ?? ours,
    scopes: [...defaultScopes],
    access: 'everyone',
    version: 1,
    installation: { status: 'absent' },
    tokens: [],
    handlers: [],
    placements: [],
    notifications: [],
    chats: [commonChat(Object.values(users), title)],
    bots: [],
    botCalls: [],
    crm: emptyCrm(),
    applicationOptions: {},
    userOptions: new Map(),
    firstRunDone: new Set(),
    requests: [],
    deliveries: [],
    failures: [],
    refreshFailure: undefined,
    latencyMs: 0,
    lastId: 100,
  }
}

/** A portal's address: REST and pages; a former address only points to the present one. */
export async function answerPortal(world: World, portal: Portal, request: Request): Promise<Response> {
  const url = new URL(request.url)
  if (url.host !== hostOf(portal)) {
    return new Response(null, { status: 302, headers: { location: `${portal.origin}${url.pathname}${url.search}` } })
  }
  return /^\/+rest(\/|$)/.test(url.pathname) ? answerRest(world, portal, request) : answerPage(world, portal, request)
}

/** What tests and the demo hold of a portal. */
export function handleOf<Role extends string>(portal: Portal, users: Record<Role, PortalUser>): SandboxPortal<Role> {
  const { clientId } = portal.registration
  return {
    key: portal.key,
    title: portal.title,
    memberId: portal.memberId,
    users,
    get origin() {
      return portal.origin
    },
    get domain() {
      return hostOf(portal)
    },
    get applicationToken() {
      return applicationToken(portal)
    },
    portalUrl: (userId, params = {}) =>
      `${portal.origin}/marketplace/app/${clientId}/?${new URLSearchParams({ user: String(userId), ...params })}`,
    deepLink: (params, userId) => {
      const query = new URLSearchParams(Object.entries(params).map(([name, value]) => [`params[${name}]`, value]))
      if (userId !== undefined) query.set('user', String(userId))
      return `${portal.origin}/marketplace/view/${clientId}/?${query}`
    },
  }
}
