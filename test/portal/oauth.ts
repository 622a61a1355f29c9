import { json, readParameters } from './http.ts'
import type { PhpMap } from './php.ts'
import { textOf } from './php.ts'
import { accessTokenOf } from './rest.ts'
import type { Portal, Token, World } from './state.ts'
import { hostOf } from './state.ts'
import { timeBlock, withOffset } from './time.ts'
import { findByAccess, findByRefresh, isExpired, rotate, tokenAnswer } from './tokens.ts'

/** The authorization server: token exchange and its own app.info. */
export async function answerOauth(world: World, request: Request): Promise<Response> {
  if (world.isOauthDown) return new Response('Service Unavailable', { status: 503 })
  const path = new URL(request.url).pathname.replace(/\/+/g, '/')
  const answered = await answerTo(world, path, request)
  return world.twist === undefined ? answered : world.twist({ server: 'oauth', name: path }, answered)
}

async function answerTo(world: World, path: string, request: Request): Promise<Response> {
  const given = await readParameters(request)
  if (/^\/oauth\/token\/?$/.test(path)) return exchange(world, given)
  if (/^\/rest\/app\.info(\.json)?\/?$/.test(path)) return applicationInfo(world, accessTokenOf(request, given))
  return failure(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found! The sandbox OAuth server is test/portal/oauth.ts')
}

function exchange(world: World, given: PhpMap): Response {
  if (textOf(given['grant_type']) !== 'refresh_token') {
    return failure(400, 'invalid_request', 'The sandbox exchanges refresh tokens only: test/portal/oauth.ts')
  }
  const clientId = textOf(given['client_id'])
  const known = [world.foreign, ...world.portals.map((portal) => portal.registration)]
  const isRight = known.some((one) => one.clientId === clientId && one.clientSecret === textOf(given['client_secret']))
  if (!isRight) return failure(401, 'invalid_client', 'Invalid client')
  const found = findByRefresh(world, textOf(given['refresh_token']))
  if (found?.token.clientId !== clientId || found.token.refreshExpiresAt <= world.now().getTime()) {
    return failure(400, 'invalid_grant', 'Invalid refresh token')
  }
  const { portal, token } = found
  if (portal.refreshFailure !== undefined) return failure(400, portal.refreshFailure, 'The token cannot be refreshed')
  if (portal.licence.paymentExpired) return failure(401, 'PAYMENT_REQUIRED', 'Payment required')
  return json(200, tokenAnswer(world, portal, rotate(world, portal, token)))
}

function applicationInfo(world: World, access: string): Response {
  const started = world.now()
  if (access === '') return failure(401, 'NO_AUTH_FOUND', 'Wrong authorization data')
  const found = findByAccess(world, access)
  if (!found) return failure(401, 'invalid_token', 'Unable to get application by token')
  if (isExpired(world, found.token)) return failure(401, 'expired_token', 'The access token provided has expired.')
  return json(200, { result: described(found.portal, found.token), time: timeBlock(started, world.now()) })
}

function described(portal: Portal, token: Token) {
  const scope = portal.scopes.join(',')
  const isOurs = token.clientId === portal.registration.clientId
  return {
    client_id: token.clientId,
    scope,
    expires: withOffset(new Date(token.expiresAt)),
    user_id: token.userId,
    install: {
      installed: !isOurs || portal.installation.status === 'installed',
      version: portal.version,
      status: portal.licence.status,
      scope,
      domain: hostOf(portal),
      uri: portal.origin,
      client_endpoint: `${portal.origin}/rest/`,
      member_id: portal.memberId,
      member_type: portal.licence.license.endsWith('selfhosted') ? 'bitrix' : 'bitrix24',
    },
  }
}

function failure(status: number, error: string, description: string): Response {
  return json(status, { error, error_description: description })
}
