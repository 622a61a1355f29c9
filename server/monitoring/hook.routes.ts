import type { Context, Hono } from 'hono'
import { hookPath } from '#contract/monitoring/types.ts'
import { now } from '#server/platform/clock.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { limitBody } from '#server/platform/http/bodyLimit.ts'
import { makeBuckets } from '#server/platform/http/rateLimit.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { AnnouncingPort } from './announcing.port.ts'
import { findByToken } from './components.sql.ts'
import { parseSignal } from './signals.adapter.ts'
import { isSignedBy, type Signed } from './domain/signature.ts'
import { hashOfToken } from './domain/token.ts'
import { hearCall } from './hook.commands.ts'

export type HookDeps = {
  db: Db
  transaction: Transaction
  secrets: Pick<Secrets, 'open'>
  announcing: AnnouncingPort
  addressOf: (context: Context) => string | null
}

const maxBytes = 64 * 1024
const callsPerMinute = 60

/**
 * D3: where monitors call. The address is the secret; it opens and closes the incidents of its component and nothing else. No answer
 * says whether there is such a component to whoever does not have it.
 */
export function addMonitoringHook(app: Hono, deps: HookDeps): void {
  const calls = makeBuckets({ burst: callsPerMinute, perSecond: callsPerMinute / 60 })
  // A call that is under way counts until its address is known: more than any monitor has at once.
  const guesses = makeBuckets({ burst: 300, perSecond: 5 })

  app.use(
    `${hookPath}/*`,
    limitBody(maxBytes, (context) => context.json({ code: 'too_large', details: { maxBytes } }, 413)),
  )
  app.all(`${hookPath}/:token`, async (context) => {
    const at = now()
    if (context.req.method !== 'POST') return refuse(context, 405, 'method_not_allowed', { allow: 'POST' })
    const address = deps.addressOf(context) ?? ''
    if (!guesses.tryTake(address, at)) return refuse(context, 429, 'too_many_requests', { 'retry-after': '10' })
    const tokenHash = hashOfToken(context.req.param('token'))
    const known = tokenHash === null ? null : await findByToken(deps.db, tokenHash)
    if (tokenHash === null || known === null) return refuse(context, 404, 'not_found')
    guesses.giveBack(address)
    if (!calls.tryTake(known.componentId, at)) return refuse(context, 429, 'too_many_requests', { 'retry-after': '1' })
    const body = Buffer.from(await context.req.arrayBuffer())
    if (known.secret !== null && !isSignedBy(deps.secrets.open(known.secret), signedIn(context), body, at)) {
      return refuse(context, 401, 'wrong_signature')
    }
    const said = parseSignal(body.toString('utf8'))
    const isHeard = await deps.transaction((unit) =>
      hearCall(unit, deps.announcing, { componentId: known.componentId, tokenHash }, said),
    )
    if (!isHeard) return refuse(context, 404, 'not_found')
    return context.json({ shape: said.shape, alerts: said.alerts.length }, 200, { 'cache-control': 'no-store' })
  })
}

function signedIn({ req }: Context): Signed {
  const [own, grafana] = [req.header('x-opora-signature'), req.header('x-grafana-alerting-signature')]
  return {
    timestamp: req.header('x-opora-timestamp') ?? '',
    signature: own ?? grafana ?? '',
    by: own === undefined ? 'grafana' : 'opora',
  }
}

function refuse(
  context: Context,
  status: 401 | 404 | 405 | 429,
  code: string,
  headers: Record<string, string> = {},
): Response {
  return context.json({ code, details: {} }, status, { 'cache-control': 'no-store', ...headers })
}
