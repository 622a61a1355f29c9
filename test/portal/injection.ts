import type { Portal, Twist, World } from './state.ts'

/** An answer instead of the true one. */
export interface InjectedFailure {
  /** Any method when left out. */
  method?: string
  /** How many calls get it; one when left out. */
  times?: number
  status: number
  error: string
  description?: string
}

/** Faults on demand. Every one lasts until it is used up or `clear` is called. */
export interface Inject {
  /** The next calls of a method answer with this status and error. */
  failure: (portal: string, failure: InjectedFailure) => void
  /** The next calls answer 503 QUERY_LIMIT_EXCEEDED. */
  queryLimit: (portal: string, times?: number) => void
  /** Every access token of the portal has expired as of now. */
  expireTokens: (portal: string) => void
  /** Refreshing answers with this error, `invalid_grant` by default. */
  refreshFailure: (portal: string, error?: string) => void
  /** Every REST call takes this much longer. */
  latency: (portal: string, milliseconds: number) => void
  /** The OAuth server answers 503 to everything. */
  oauthDown: () => void
  /** From now on every answer of REST and of the OAuth server is what this makes of it. */
  twist: (twist: Twist) => void
  /** Back to health, on all portals. */
  clear: () => void
}

export function makeInject(world: World, portalOf: (key: string) => Portal): Inject {
  const failure: Inject['failure'] = (key, { method, times = 1, status, error, description = error }) => {
    portalOf(key).failures.push({ method: method?.toLowerCase(), times, status, error, description })
  }
  return {
    failure,
    queryLimit: (key, times = 1) =>
      failure(key, { times, status: 503, error: 'QUERY_LIMIT_EXCEEDED', description: 'Too many requests' }),
    expireTokens(key) {
      for (const token of portalOf(key).tokens) token.expiresAt = Math.min(token.expiresAt, world.now().getTime())
    },
    refreshFailure(key, error = 'invalid_grant') {
      portalOf(key).refreshFailure = error
    },
    latency(key, milliseconds) {
      portalOf(key).latencyMs = milliseconds
    },
    oauthDown() {
      world.isOauthDown = true
    },
    twist(twist) {
      world.twist = twist
    },
    clear() {
      world.isOauthDown = false
      world.twist = undefined
      for (const portal of world.portals) {
        portal.failures = []
        portal.refreshFailure = undefined
        portal.latencyMs = 0
      }
    },
  }
}
