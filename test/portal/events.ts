import type { PhpMap } from './php.ts'
import { encodePhpQuery } from './php.ts'
import type { Delivery, Portal, World } from './state.ts'
import { applicationAddresses, applicationToken } from './state.ts'
import { lifecycleEvents } from './methodsOfEvents.ts'
import { accessSeconds, eventAuth, issueToken } from './tokens.ts'

const answerWithin = 30_000

/** What a sender may decide about an event. Naming `auth` or `url` makes it a forgery: it is posted whatever the portal's state. */
export interface EventOverrides {
  data?: PhpMap
  /** Laid over the true `auth`; undefined values are left out. */
  auth?: PhpMap
  /** The user whose action it was: the event then carries that user's tokens. */
  userId?: number
  url?: string
  at?: Date
}

/** Sends one event to everybody who listens; nothing before the installation is finished, nothing is ever repeated. */
export async function sendEvent(
  world: World,
  portal: Portal,
  event: string,
  overrides: EventOverrides = {},
): Promise<Delivery[]> {
  const isForged = overrides.auth !== undefined || overrides.url !== undefined
  if (!isForged && !listens(portal)) return []
  const addresses = isForged
    ? [{ url: overrides.url ?? applicationAddresses(world).events, handlerId: undefined, userId: overrides.userId }]
    : addressesOf(world, portal, event, overrides.userId)
  return post(
    world,
    portal,
    event,
    addresses.map(({ url, handlerId, userId }) => ({
      url,
      body: encodePhpQuery({
        event,
        ...(handlerId === undefined ? {} : { event_handler_id: handlerId }),
        data: overrides.data ?? {},
        ts: Math.floor((overrides.at ?? world.now()).getTime() / 1000),
        auth: {
          ...eventAuth(world, portal),
          ...(userId === undefined ? {} : userTokens(world, portal, userId)),
          application_token: applicationToken(portal),
          ...overrides.auth,
        },
      }),
    })),
  )
}

/** An event that goes to one address which its own method was given, and to no handler. */
export async function sendEventTo(
  world: World,
  portal: Portal,
  { event, url, data }: { event: string; url: string; data: PhpMap },
): Promise<Delivery[]> {
  if (!listens(portal)) return []
  const auth = { ...eventAuth(world, portal), application_token: applicationToken(portal) }
  const body = encodePhpQuery({ event, data, ts: Math.floor(world.now().getTime() / 1000), auth })
  return post(world, portal, event, [{ url, body }])
}

/** A lifecycle event goes to the version card's callback and to every handler bound to it. */
export async function sendLifecycleEvent(
  world: World,
  portal: Portal,
  event: string,
  { data, auth }: { data: PhpMap; auth: PhpMap },
): Promise<Delivery[]> {
  const bound = portal.handlers.filter((known) => known.event === event).map((known) => known.handler)
  const urls = new Set([applicationAddresses(world).events, ...bound])
  const body = encodePhpQuery({ event, data, ts: Math.floor(world.now().getTime() / 1000), auth })
  return post(
    world,
    portal,
    event,
    [...urls].map((url) => ({ url, body })),
  )
}

/** Posts what was held back, in the order asked for. */
export async function releaseEvents(world: World, order: 'as sent' | 'reversed'): Promise<Delivery[]> {
  const held = order === 'reversed' ? world.held.toReversed() : world.held
  world.held = []
  const deliveries: Delivery[] = []
  for (const { portal, event, url, body } of held) deliveries.push(await deliver(world, portal, { event, url, body }))
  return deliveries
}

function listens(portal: Portal): boolean {
  return portal.installation.status === 'installed' && !portal.licence.paymentExpired
}

function addressesOf(world: World, portal: Portal, event: string, userId: number | undefined) {
  const bound = portal.handlers
    .filter((known) => known.event === event)
    .map((known) => ({ url: known.handler, handlerId: known.id, userId: known.authType || userId }))
  if (!lifecycleEvents.includes(event)) return bound
  return [{ url: applicationAddresses(world).events, handlerId: undefined, userId }, ...bound]
}

/** Ordinary events carry an access token and never a refresh token. */
function userTokens(world: World, portal: Portal, userId: number): PhpMap {
  const token = issueToken(world, portal, portal.registration.clientId, userId)
  token.refreshToken = ''
  return {
    access_token: token.accessToken,
    expires: Math.floor(token.expiresAt / 1000),
    expires_in: accessSeconds,
    user_id: userId,
  }
}

async function post(world: World, portal: Portal, event: string, letters: { url: string; body: string }[]) {
  const { copies, isHeld } = world.delivery
  const copied = letters.flatMap((letter) => Array.from({ length: copies }, () => letter))
  if (isHeld) {
    world.held.push(...copied.map((letter) => ({ portal, event, ...letter })))
    return []
  }
  return Promise.all(copied.map((letter) => deliver(world, portal, { event, ...letter })))
}

function deliver(
  world: World,
  portal: Portal,
  letter: { event: string; url: string; body: string },
): Promise<Delivery> {
  const delivery = attempt(world.delivery.delayMs, letter).then((status) => {
    const record = { ...letter, status }
    portal.deliveries.push(record)
    return record
  })
  world.pending.add(delivery)
  return delivery.finally(() => world.pending.delete(delivery))
}

async function attempt(delayMs: number, { url, body }: { url: string; body: string }): Promise<number> {
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs))
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
      signal: AbortSignal.timeout(answerWithin),
    })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    // the queue service forgets an event that nobody took
    return 0
  }
}
