import { optionsOfUser } from './methodsOfApplication.ts'
import type { PhpMap } from './php.ts'
import type { Portal, PortalUser, World } from './state.ts'
import { applicationAddresses, applicationToken, hostOf, mayUseApplication, protocolOf, secret } from './state.ts'
import { accessSeconds, issueToken } from './tokens.ts'

/** What the portal shows in a frame: the exact POST, the frame's name and the answer to getInitData. */
export interface Opening {
  sid: string
  /** The form's action with DOMAIN, PROTOCOL, LANG and APP_SID. */
  url: string
  /** The form's fields, in order. */
  fields: Record<string, string>
  /** The same, urlencoded as a browser sends it. */
  body: string
  frameName: string
  initData: PhpMap
}

export interface OpeningRequest {
  placement?: string
  options?: PhpMap
  /** A slider adds IFRAME=Y to the options, from which the SDK learns that it is in one. */
  isSlider?: boolean
  /** The version card's address to open; by itself it follows from the installation. */
  target?: 'application' | 'installer'
}

/** Why the portal shows a message of its own instead of the application. */
export type Obstacle = 'absent' | 'tariff' | 'payment' | 'access' | 'wizard'

export function obstacleFor(portal: Portal, user: PortalUser): Obstacle | undefined {
  if (portal.installation.status === 'absent') return 'absent'
  if (!portal.licence.isRestAllowed) return 'tariff'
  if (!mayUseApplication(portal, user)) return 'access'
  if (portal.licence.paymentExpired) return 'payment'
  return portal.installation.status === 'wizard' && !user.isAdmin ? 'wizard' : undefined
}

/** A fresh APP_SID and fresh tokens for every rendering. */
export function makeOpening(world: World, portal: Portal, user: PortalUser, request: OpeningRequest = {}): Opening {
  const { placement = 'DEFAULT', options = {}, isSlider = false } = request
  const target = request.target ?? (portal.installation.status === 'installed' ? 'application' : 'installer')
  const isInstall = placement === 'DEFAULT' && target === 'installer'
  const token = issueToken(world, portal, portal.registration.clientId, user.id)
  const sid = secret()
  const domain = hostOf(portal)
  const protocol = protocolOf(portal)
  const shownOptions = { ...options, ...(isSlider ? { IFRAME: 'Y', IFRAME_TYPE: 'SIDE_SLIDER' } : {}) }
  const query = new URLSearchParams({
    DOMAIN: domain,
    PROTOCOL: String(protocol),
    LANG: portal.language,
    APP_SID: sid,
  })
  const handler = handlerOf(world, portal, placement, isInstall)
  const fields = {
    AUTH_ID: token.accessToken,
    AUTH_EXPIRES: String(accessSeconds),
    REFRESH_ID: token.refreshToken,
    SERVER_ENDPOINT: `${world.oauthOrigin}/rest/`,
    APPLICATION_TOKEN: applicationToken(portal),
    APPLICATION_SCOPE: portal.scopes.join(','),
    member_id: portal.memberId,
    status: portal.licence.status,
    PLACEMENT: placement,
    // PHP writes an empty map as a list
    PLACEMENT_OPTIONS: Object.keys(shownOptions).length === 0 ? '[]' : JSON.stringify(shownOptions),
  }
  return {
    sid,
    url: `${handler}${handler.includes('?') ? '&' : '?'}${query}`,
    fields,
    body: new URLSearchParams(fields).toString(),
    frameName: `${domain}|${protocol}|${sid}`,
    initData: {
      LANG: portal.language,
      DOMAIN: domain,
      PROTOCOL: protocol,
      PATH: '/rest',
      AUTH_ID: fields.AUTH_ID,
      AUTH_EXPIRES: fields.AUTH_EXPIRES,
      REFRESH_ID: fields.REFRESH_ID,
      MEMBER_ID: portal.memberId,
      FIRST_RUN: !portal.firstRunDone.has(user.id),
      IS_ADMIN: user.isAdmin,
      INSTALL: isInstall,
      USER_OPTIONS: optionsOfUser(portal, user.id),
      APP_OPTIONS: portal.applicationOptions,
      PLACEMENT: placement,
      PLACEMENT_OPTIONS: shownOptions,
    },
  }
}

function handlerOf(world: World, portal: Portal, placement: string, isInstall: boolean): string {
  const addresses = applicationAddresses(world)
  if (placement === 'DEFAULT') return isInstall ? addresses.installer : addresses.main
  const bound = portal.placements.find((binding) => binding.placement === placement)
  if (!bound) throw new Error(`Nothing is bound to placement ${placement} of portal ${portal.key}`)
  return bound.handler
}
