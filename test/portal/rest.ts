import { callBatch, upperCased } from './batch.ts'
import type { Outcome } from './call.ts'
import { isRefused, refused } from './call.ts'
import { json, readParameters } from './http.ts'
import { callMethod } from './methods.ts'
import type { PhpMap } from './php.ts'
import { textOf } from './php.ts'
import { injected, logRequest } from './requestLog.ts'
import type { Portal, Token, World } from './state.ts'
import { findUser } from './state.ts'
import { timeBlock } from './time.ts'
import { findByAccess, isExpired } from './tokens.ts'

const headers = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'origin, content-type, accept',
  'x-content-type-options': 'nosniff',
}

/** `/rest/<method>` of one portal, from the preflight to the log line. */
export async function answerRest(world: World, portal: Portal, request: Request): Promise<Response> {
  if (request.method === 'OPTIONS') return new Response(null, { status: 200, headers })
  const started = world.now()
  const url = new URL(request.url)
  const method = methodOf(url.pathname)
  const given = await readParameters(request)
  const access = accessTokenOf(request, given)
  const params = upperCased(withoutService(given))
  if (portal.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, portal.latencyMs))

  const found = findByAccess(world, access)
  const token = found?.portal === portal ? found.token : undefined
  const outcome = injected(portal, method) ?? answer(world, portal, { method, params, access, token })
  const requestId = url.searchParams.get('bx24_request_id') ?? ''
  logRequest(portal, { method, params, token, requestId, at: started }, outcome)
  const answered = isRefused(outcome)
    ? json(outcome.status, { error: outcome.error, error_description: outcome.description }, headers)
    : json(200, { ...outcome, time: timeBlock(started, world.now()) }, headers)
  return world.twist === undefined ? answered : world.twist({ server: 'rest', name: method }, answered)
}

/** Slashes collapse, since the server-side SDK writes `/rest//profile`; names are compared in lower case. */
function methodOf(pathname: string): string {
  return pathname
    .replace(/\/+/g, '/')
    .replace(/^\/rest\//, '')
    .replace(/\/$/, '')
    .replace(/\.json$/, '')
    .toLowerCase()
}

export function accessTokenOf(request: Request, given: PhpMap): string {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  return (textOf(given['auth']) || textOf(given['access_token']) || bearer) ?? ''
}

function withoutService(given: PhpMap): PhpMap {
  const kept = Object.entries(given).filter(
    ([name]) => name !== 'auth' && name !== 'access_token' && !name.startsWith('bx24_'),
  )
  return Object.fromEntries(kept)
}

interface Arrived {
  method: string
  params: PhpMap
  access: string
  token: Token | undefined
}

function answer(world: World, portal: Portal, { method, params, access, token }: Arrived): Outcome {
  if (access === '') return refused(401, 'NO_AUTH_FOUND', 'Wrong authorization data')
  if (!token) return refused(401, 'invalid_token', 'Unable to get application by token')
  if (isExpired(world, token)) return refused(401, 'expired_token', 'The access token provided has expired.')
  const user = findUser(portal, token.userId)
  if (!user?.isActive) return refused(401, 'authorization_error', 'Unable to authorize user')
  if (!portal.licence.isRestAllowed) {
    return refused(403, 'ACCESS_DENIED', 'REST is available only on commercial plans.')
  }
  const call = { world, portal, user, token, params }
  return method === 'batch' ? callBatch(call) : callMethod(method, call)
}
