import { say } from './chats.ts'
import { writeInChat } from './bots.ts'
import type { Invoice } from './crm.ts'
import type { EventOverrides } from './events.ts'
import { releaseEvents, sendEvent } from './events.ts'
import type { Listener } from './http.ts'
import { listen } from './http.ts'
import type { Inject } from './injection.ts'
import { makeInject } from './injection.ts'
import { markInstalled, sendPayment, uninstallApplication, updateApplication } from './lifecycle.ts'
import { changeInvoice, deleteInvoice } from './methodsOfCrm.ts'
import type { Opening, OpeningRequest } from './opening.ts'
import { makeOpening } from './opening.ts'
import { answerOauth } from './oauth.ts'
import { clientPeople, partnerPeople, standardPeople } from './people.ts'
import type { PhpMap } from './php.ts'
import type { NewPortal, SandboxPortal } from './sandboxPortal.ts'
import { answerPortal, handleOf, makePortal } from './sandboxPortal.ts'
import type {
  Chat,
  ChatMessage,
  Delivery,
  DeliveryMode,
  Notification,
  Portal,
  PortalUser,
  RequestRecord,
  Token,
  World,
} from './state.ts'
import { addApplication, secret, userOf } from './state.ts'
import type { Licence, TariffPreset } from './tariffs.ts'
import { tariffPresets } from './tariffs.ts'
import { issueToken } from './tokens.ts'

export type { EventOverrides } from './events.ts'
export type { Inject } from './injection.ts'
export type { Opening, OpeningRequest } from './opening.ts'
export type { NewPortal, SandboxPortal } from './sandboxPortal.ts'
export type { Delivery, DeliveryMode, Notification, PortalUser, RequestRecord } from './state.ts'
export type { Licence, TariffPreset } from './tariffs.ts'

/** How to start: where the application lives and which registration it has. */
export interface SandboxOptions {
  appUrl: string
  clientId: string
  clientSecret: string
  /** The version card's callback; `${appUrl}/bitrix24/events` when left out. */
  eventUrl?: string
  /** Fixed ports for the demo; every one that is left out is a free port. */
  ports?: { portals?: number[]; oauth?: number }
  /** The sandbox's clock, the process's own when left out. */
  now?: () => Date
}

/** A token pair; `expires` is in unix seconds. */
export interface IssuedToken {
  accessToken: string
  refreshToken: string
  expires: number
}

/** Several Bitrix24 portals and an OAuth server on loopback addresses, and the handles to move them. */
export interface Sandbox {
  readonly portals: {
    client: SandboxPortal<keyof typeof clientPeople>
    partner: SandboxPortal<keyof typeof partnerPeople>
    standard: SandboxPortal<keyof typeof standardPeople>
  } & Record<string, SandboxPortal>
  readonly oauthOrigin: string
  /** Faults on demand. */
  readonly inject: Inject
  /** The application has moved: later openings and events go there. */
  setAppUrl: (appUrl: string) => void
  /** A pair of our application for one user; adds the application to the portal when it is absent. */
  issueToken: (portal: string, userId: number) => IssuedToken
  /** A pair of another application on the same portal. */
  issueForeignToken: (portal: string, userId: number) => IssuedToken
  /** The URL and body that a browser would POST to open the application; an absent application is added first. */
  openForm: (portal: string, userId: number, request?: OpeningRequest) => Opening
  /** Changes what app.info tells; a preset, single fields, or both. */
  setTariff: (portal: string, tariff: TariffPreset | Partial<Licence>) => void
  /** Grants the application exactly these scopes. */
  setScopes: (portal: string, scopes: string[]) => void
  /** Who may open the application; admins always may. */
  setAccess: (portal: string, access: 'everyone' | number[]) => void
  /** Makes a user an admin or not, dismisses, renames. */
  changeUser: (portal: string, userId: number, changes: Partial<Omit<PortalUser, 'id'>>) => void
  /** What installFinish does; resolves when ONAPPINSTALL was answered. */
  markInstalled: (portal: string, userId?: number) => Promise<Delivery[]>
  /** Removes the application; resolves when ONAPPUNINSTALL was answered. */
  uninstall: (portal: string, how: { clean: boolean }) => Promise<Delivery[]>
  /** A new version of the application; resolves when ONAPPUPDATE was answered. */
  update: (portal: string, how?: { newApplicationToken?: boolean; withWizard?: boolean }) => Promise<Delivery[]>
  /** Tells the application with ONAPPPAYMENT about the payment state of `setTariff`. */
  sendPayment: (portal: string) => Promise<Delivery[]>
  /** An event to its handlers; `auth` or `url` make it a forgery that is sent in any case. */
  sendEvent: (portal: string, event: string, overrides?: EventOverrides) => Promise<Delivery[]>
  /** Late, repeated or held-back events from now on. */
  setDelivery: (mode: Partial<DeliveryMode>) => void
  /** Posts the events that were held back. */
  releaseEvents: (order?: 'as sent' | 'reversed') => Promise<Delivery[]>
  /** Waits for every event under way. */
  settled: () => Promise<void>
  /** The bell of the portal, oldest first. */
  notifications: (portal: string, userId?: number) => Notification[]
  /** Somebody writes in the portal's chat of all. */
  say: (portal: string, userId: number, text: string, files?: string[]) => ChatMessage
  /** The chats that bots have made, oldest first. */
  botChats: (portal: string) => readonly Chat[]
  /** Somebody writes in one of them; undefined where they may not. Resolves when the event was answered. */
  writeInChat: (
    portal: string,
    written: { dialogId: string; authorId: number; text: string; files?: string[] },
  ) => Promise<ChatMessage | undefined>
  /** The smart invoices of the portal's CRM, oldest first. */
  invoices: (portal: string) => readonly Invoice[]
  /** As a person changes one in CRM; `null` deletes it. Resolves when the event was answered. */
  changeInvoice: (portal: string, id: number, fields: PhpMap | null) => Promise<void>
  /** The portal's REST log. */
  requests: (portal: string, method?: string) => RequestRecord[]
  /** The events posted from this portal. */
  deliveries: (portal: string) => Delivery[]
  /** Moves the portal to a new address; the old one answers 302. */
  renamePortal: (portal: string) => Promise<void>
  addPortal: <Role extends string>(portal: NewPortal<Role>) => Promise<SandboxPortal<Role>>
  close: () => Promise<void>
}

/** Starts the three default portals and the OAuth server. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const world = makeWorld(options)
  const listeners: Listener[] = []
  const oauth = await listen('127.0.0.5', options.ports?.oauth ?? 0, (request) => answerOauth(world, request))
  listeners.push(oauth)
  world.oauthOrigin = oauth.origin

  const handles: Record<string, SandboxPortal> = {}
  const addPortal: Sandbox['addPortal'] = async (wanted) => {
    if (handles[wanted.key]) throw new Error(`There is a portal ${wanted.key} already`)
    const portal = makePortal(wanted, { clientId: options.clientId, clientSecret: options.clientSecret })
    const hostname = wanted.hostname ?? `127.0.0.${world.portals.length + 6}`
    const listener = await listen(hostname, wanted.port ?? 0, (request) => answerPortal(world, portal, request))
    listeners.push(listener)
    portal.origin = listener.origin
    world.portals.push(portal)
    const handle = handleOf(portal, wanted.users)
    handles[wanted.key] = handle
    return handle
  }
  const [clientPort = 0, partnerPort = 0, standardPort = 0] = options.ports?.portals ?? []
  const client = await addPortal({
    key: 'client',
    title: 'Ромашка',
    users: structuredClone(clientPeople),
    hostname: '127.0.0.2',
    port: clientPort,
  })
  const partner = await addPortal({
    key: 'partner',
    title: 'Интегратор Плюс',
    users: structuredClone(partnerPeople),
    hostname: '127.0.0.3',
    port: partnerPort,
  })
  const standard = await addPortal({
    key: 'standard',
    title: 'Поддержка24',
    users: structuredClone(standardPeople),
    tariff: 'ent',
    hostname: '127.0.0.4',
    port: standardPort,
  })

  const portalOf = (key: string): Portal => {
    const portal = world.portals.find((candidate) => candidate.key === key)
    if (!portal) throw new Error(`There is no portal ${key}`)
    return portal
  }
  const tokenOf = (key: string, clientId: string, userId: number): IssuedToken =>
    issued(issueToken(world, portalOf(key), clientId, userOf(portalOf(key), userId).id))

  return {
    portals: Object.assign(handles, { client, partner, standard }),
    oauthOrigin: oauth.origin,
    inject: makeInject(world, portalOf),
    setAppUrl(appUrl) {
      world.appUrl = appUrl
    },
    issueToken(key, userId) {
      addApplication(portalOf(key))
      return tokenOf(key, portalOf(key).registration.clientId, userId)
    },
    issueForeignToken: (key, userId) => tokenOf(key, world.foreign.clientId, userId),
    openForm(key, userId, request) {
      addApplication(portalOf(key))
      return makeOpening(world, portalOf(key), userOf(portalOf(key), userId), request)
    },
    setTariff(key, tariff) {
      Object.assign(portalOf(key).licence, typeof tariff === 'string' ? tariffPresets[tariff].licence : tariff)
    },
    setScopes(key, scopes) {
      portalOf(key).scopes = scopes
    },
    setAccess(key, access) {
      portalOf(key).access = access
    },
    changeUser(key, userId, changes) {
      Object.assign(userOf(portalOf(key), userId), changes)
    },
    markInstalled: (key, userId) => markInstalled(world, portalOf(key), userId),
    uninstall: (key, how) => uninstallApplication(world, portalOf(key), how),
    update: (key, how) => updateApplication(world, portalOf(key), how),
    sendPayment: (key) => sendPayment(world, portalOf(key)),
    sendEvent: (key, event, overrides) => sendEvent(world, portalOf(key), event, overrides),
    setDelivery(mode) {
      Object.assign(world.delivery, mode)
    },
    releaseEvents: (order = 'as sent') => releaseEvents(world, order),
    async settled() {
      await Promise.all(world.pending)
    },
    notifications: (key, userId) =>
      portalOf(key).notifications.filter((known) => userId === undefined || known.userId === userId),
    say: (key, userId, text, files) =>
      say(portalOf(key), {
        authorId: userOf(portalOf(key), userId).id,
        text,
        at: world.now(),
        ...(files && { files }),
      }),
    botChats: (key) => portalOf(key).chats.filter(({ ownerId }) => ownerId !== undefined),
    writeInChat: (key, written) => writeInChat(world, portalOf(key), written),
    invoices: (key) => portalOf(key).crm.invoices,
    async changeInvoice(key, id, fields) {
      if (fields === null) deleteInvoice(world, portalOf(key), id)
      else changeInvoice(world, portalOf(key), id, fields)
      await Promise.all(world.pending)
    },
    requests: (key, method) =>
      portalOf(key).requests.filter((known) => method === undefined || known.method === method.toLowerCase()),
    deliveries: (key) => portalOf(key).deliveries,
    async renamePortal(key) {
      const portal = portalOf(key)
      const { hostname } = new URL(portal.origin)
      const listener = await listen(hostname, 0, (request) => answerPortal(world, portal, request))
      listeners.push(listener)
      portal.origin = listener.origin
    },
    addPortal,
    async close() {
      await Promise.all(world.pending)
      await Promise.all(listeners.map((listener) => listener.close()))
    },
  }
}

function issued(token: Token): IssuedToken {
  return {
    accessToken: token.accessToken,
    refreshToken: token.refreshToken,
    expires: Math.floor(token.expiresAt / 1000),
  }
}

function makeWorld({ appUrl, eventUrl, now = () => new Date() }: SandboxOptions): World {
  return {
    now,
    appUrl,
    eventUrl,
    oauthOrigin: '',
    isOauthDown: false,
    twist: undefined,
    foreign: { clientId: 'app.f0f0f0f0f0f0f0.00000001', clientSecret: secret() },
    delivery: { delayMs: 0, copies: 1, isHeld: false },
    held: [],
    pending: new Set(),
    portals: [],
  }
}
