import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { channelHookPath } from '#contract/channels/types.ts'
import { id } from '#contract/common.ts'
import { now } from '#server/platform/clock.ts'
import { limitBody } from '#server/platform/http/bodyLimit.ts'
import { makeBuckets } from '#server/platform/http/rateLimit.ts'
import { findCalled, takeEvents, type Called, type HookDeps } from './hooks.commands.ts'

export type HookRoutesDeps = HookDeps & { addressOf: (context: Context) => string | null }

/** More than a messenger sends in one delivery. */
const maxBytes = 4 * 1024 * 1024

/**
 * I2: where messengers call. Only what they have signed is taken, and they are told so once it is stored: whatever comes between, they
 * come again with it.
 */
export function addChannelHooks(app: Hono, deps: HookRoutesDeps): void {
  // A call that is under way counts until it has proven itself: more than any messenger has at once.
  const guesses = makeBuckets({ burst: 300, perSecond: 5 })

  app.use(
    `${channelHookPath}/*`,
    limitBody(maxBytes, (context) => refuse(context, 413, 'too_large')),
  )
  app.all(`${channelHookPath}/:accountId`, async (context) => {
    const { method } = context.req
    if (method !== 'GET' && method !== 'POST') return refuse(context, 405, 'method_not_allowed')
    const address = deps.addressOf(context) ?? ''
    if (!guesses.tryTake(address, now())) return refuse(context, 429, 'too_many_requests', { 'retry-after': '10' })
    const accountId = context.req.param('accountId')
    try {
      const called = v.is(id, accountId) ? await findCalled(deps, accountId) : null
      if (called === null) return refuse(context, 404, 'not_found')
      const answer = method === 'GET' ? greet(context, called) : await hear(context, deps, called)
      if (answer.status < 400) guesses.giveBack(address)
      return answer
    } catch (error) {
      deps.log.warn({ err: error, accountId }, 'a call of a messenger could not be taken and will come again')
      guesses.giveBack(address)
      return later(context)
    }
  })
}

function greet(context: Context, { account, hook }: Called): Response {
  const said = hook.greets(account, (name) => context.req.query(name))
  if (said === null) return refuse(context, 403, 'forbidden')
  return context.text(said, 200, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
}

async function hear(context: Context, deps: HookDeps, called: Called): Promise<Response> {
  const body = Buffer.from(await context.req.arrayBuffer())
  const events = called.hook.hears(called.account, (name) => context.req.header(name), body)
  if (events === null) return refuse(context, 401, 'wrong_signature')
  return (await takeEvents(deps, called, events))
    ? context.json({}, 200, { 'cache-control': 'no-store' })
    : later(context)
}

function later(context: Context): Response {
  return refuse(context, 503, 'unavailable', { 'retry-after': '30' })
}

function refuse(
  context: Context,
  status: 401 | 403 | 404 | 405 | 413 | 429 | 503,
  code: string,
  headers: Record<string, string> = {},
): Response {
  return context.json({ code, details: {} }, status, { 'cache-control': 'no-store', ...headers })
}
