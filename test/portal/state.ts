import { randomBytes } from 'node:crypto'
import type { Crm } from './crm.ts'
import type { PhpMap } from './php.ts'
import type { Licence } from './tariffs.ts'

/** A person of a portal. */
export interface PortalUser {
  id: number
  name: string
  lastName: string
  email: string
  position: string
  gender: 'M' | 'F'
  type: 'employee' | 'extranet'
  isAdmin: boolean
  isActive: boolean
}

/** An application's registration: the pair that the OAuth server knows. */
export interface Registration {
  clientId: string
  clientSecret: string
}

/** `wizard` is the time between «install» and installFinish: tokens work, events and widgets do not. */
export type Installation = { status: 'absent' } | { status: 'wizard' | 'installed'; applicationToken: string }

export interface Token {
  clientId: string
  userId: number
  accessToken: string
  /** Empty once it was used: a refresh token works a single time. */
  refreshToken: string
  expiresAt: number
  refreshExpiresAt: number
}

export interface EventHandler {
  id: number
  event: string
  handler: string
  /** The user whose tokens the event carries; 0 means whoever caused it. */
  authType: number
}

export interface PlacementBinding {
  placement: string
  handler: string
  title: string
  description: string
  options: PhpMap
  langAll: PhpMap
}

/** What im.notify.* delivered to one user's bell. */
export interface Notification {
  id: number
  userId: number
  authorId: number
  kind: 'personal' | 'system'
  message: string
  tag: string
  subTag: string
  at: Date
}

/** One line of the portal's REST log; tokens are left out. */
export interface RequestRecord {
  method: string
  params: PhpMap
  userId: number | undefined
  clientId: string | undefined
  requestId: string
  status: number
  error: string | undefined
  at: Date
}

/** One event posted to the application. */
export interface Delivery {
  event: string
  url: string
  body: string
  /** 0 when nobody answered: the platform does not try again. */
  status: number
}

/** An answer that the next calls get instead of their own. */
export interface Failure {
  method: string | undefined
  times: number
  status: number
  error: string
  description: string
}

/** What one person wrote in a chat; the numbers of messages are the portal's, not the chat's. */
export interface ChatMessage {
  id: number
  authorId: number
  text: string
  at: Date
  /** Names of the files that hang on it. */
  files: string[]
}

export interface Chat {
  /** `chat1`, as DIALOG_ID says it. */
  dialogId: string
  title: string
  memberIds: number[]
  messages: ChatMessage[]
  /** Of one that a bot has made. */
  ownerId?: number
  /** Nobody but bots writes there. */
  isInputOff?: boolean
}

/** A bot of the second version (`imbot.v2`); `webhookUrl` empty: it is not told, it asks. */
export interface Bot {
  id: number
  code: string
  type: 'bot' | 'supervisor' | 'personal'
  name: string
  clientId: string
  webhookUrl: string
}

export interface Portal {
  key: string
  title: string
  memberId: string
  origin: string
  users: PortalUser[]
  language: 'ru' | 'ua' | 'en'
  theme: 'light' | 'dark'
  licence: Licence
  registration: Registration
  scopes: string[]
  /** Who may open the application. */
  access: 'everyone' | number[]
  version: number
  installation: Installation
  tokens: Token[]
  handlers: EventHandler[]
  placements: PlacementBinding[]
  notifications: Notification[]
  chats: Chat[]
  bots: Bot[]
  /** When its bots' methods were asked within the last second, in milliseconds. */
  botCalls: number[]
  crm: Crm
  applicationOptions: PhpMap
  userOptions: Map<number, PhpMap>
  /** Users whose first run of this version is over. */
  firstRunDone: Set<number>
  requests: RequestRecord[]
  deliveries: Delivery[]
  failures: Failure[]
  refreshFailure: string | undefined
  latencyMs: number
  lastId: number
}

/** How events travel: late, several times, or kept back until they are released. */
export interface DeliveryMode {
  delayMs: number
  copies: number
  isHeld: boolean
}

/** Which server answers, and what it was asked: a REST method, or a path of the OAuth server. */
export interface Place {
  server: 'rest' | 'oauth'
  name: string
}
export type Twist = (place: Place, answer: Response) => Response | Promise<Response>

export interface World {
  now: () => Date
  appUrl: string
  eventUrl: string | undefined
  oauthOrigin: string
  isOauthDown: boolean
  /** What makes something else of every true answer, where one was prepared. */
  twist: Twist | undefined
  foreign: Registration
  delivery: DeliveryMode
  held: { portal: Portal; event: string; url: string; body: string }[]
  /** Deliveries under way. */
  pending: Set<Promise<Delivery>>
  portals: Portal[]
}

/** The application's addresses, as its version card names them. */
export function applicationAddresses(world: World) {
  return {
    main: `${world.appUrl}/app`,
    installer: `${world.appUrl}/install`,
    events: world.eventUrl ?? `${world.appUrl}/bitrix24/events`,
  }
}

export function nextId(portal: Portal): number {
  portal.lastId += 1
  return portal.lastId
}

export function secret(): string {
  return randomBytes(16).toString('hex')
}

export function hostOf(portal: Portal): string {
  return new URL(portal.origin).host
}

export function protocolOf(portal: Portal): 0 | 1 {
  return portal.origin.startsWith('https:') ? 1 : 0
}

export function findUser(portal: Portal, userId: number): PortalUser | undefined {
  return portal.users.find((user) => user.id === userId)
}

export function userOf(portal: Portal, userId: number): PortalUser {
  const user = findUser(portal, userId)
  if (!user) throw new Error(`Portal ${portal.key} has no user ${userId}`)
  return user
}

export function firstAdmin(portal: Portal): PortalUser {
  const admin = portal.users.find((user) => user.isAdmin && user.isActive)
  if (!admin) throw new Error(`Portal ${portal.key} has no admin`)
  return admin
}

/** Admins always may; the others by the application's access list. */
export function mayUseApplication(portal: Portal, user: PortalUser): boolean {
  return user.isAdmin || portal.access === 'everyone' || portal.access.includes(user.id)
}

export function applicationToken(portal: Portal): string {
  return portal.installation.status === 'absent' ? '' : portal.installation.applicationToken
}

/** The admin has pressed «install»: the application is on the portal, its wizard is still to be gone through. */
export function addApplication(portal: Portal) {
  if (portal.installation.status !== 'absent') return
  portal.installation = { status: 'wizard', applicationToken: secret() }
  portal.firstRunDone.clear()
}
