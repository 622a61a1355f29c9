import type { Portal, Token, World } from './state.ts'
import { hostOf, secret } from './state.ts'

export const accessSeconds = 3600
const refreshDays = 180

/** A fresh pair for one user of one application; older pairs stay as they are. */
export function issueToken(world: World, portal: Portal, clientId: string, userId: number): Token {
  const at = world.now().getTime()
  const token: Token = {
    clientId,
    userId,
    accessToken: secret() + secret(),
    refreshToken: secret() + secret(),
    expiresAt: at + accessSeconds * 1000,
    refreshExpiresAt: at + refreshDays * 86_400_000,
  }
  portal.tokens.push(token)
  return token
}

export function findByAccess(world: World, accessToken: string): { portal: Portal; token: Token } | undefined {
  return find(world, (token) => token.accessToken === accessToken)
}

export function findByRefresh(world: World, refreshToken: string): { portal: Portal; token: Token } | undefined {
  return refreshToken === '' ? undefined : find(world, (token) => token.refreshToken === refreshToken)
}

/** Exchanges a pair: the old refresh token is dead from this instant on, the old access token lives out its hour. */
export function rotate(world: World, portal: Portal, token: Token): Token {
  token.refreshToken = ''
  return issueToken(world, portal, token.clientId, token.userId)
}

export function isExpired(world: World, token: Token): boolean {
  return token.expiresAt <= world.now().getTime()
}

/** The answer of /oauth/token/, whose `domain` is the authorization server's own. */
export function tokenAnswer(world: World, portal: Portal, token: Token) {
  return {
    access_token: token.accessToken,
    expires: Math.floor(token.expiresAt / 1000),
    expires_in: accessSeconds,
    scope: portal.scopes.join(','),
    domain: new URL(world.oauthOrigin).host,
    server_endpoint: `${world.oauthOrigin}/rest/`,
    status: portal.licence.status,
    client_endpoint: `${portal.origin}/rest/`,
    member_id: portal.memberId,
    user_id: token.userId,
    refresh_token: token.refreshToken,
  }
}

/** The `auth` part that every event carries; its `domain` is the portal's. */
export function eventAuth(world: World, portal: Portal) {
  return {
    domain: hostOf(portal),
    scope: portal.scopes.join(','),
    server_endpoint: `${world.oauthOrigin}/rest/`,
    status: portal.licence.status,
    client_endpoint: `${portal.origin}/rest/`,
    member_id: portal.memberId,
  }
}

function find(world: World, matches: (token: Token) => boolean) {
  for (const portal of world.portals) {
    const token = portal.tokens.find((candidate) => matches(candidate))
    if (token) return { portal, token }
  }
  return undefined
}
