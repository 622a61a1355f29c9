import type { Outcome, Refused } from './call.ts'
import { isRefused, refused } from './call.ts'
import type { PhpMap } from './php.ts'
import type { Portal, Token } from './state.ts'

interface Arrived {
  method: string
  params: PhpMap
  token: Token | undefined
  requestId: string
  at: Date
}

/** What was asked and what came of it; each question of a batch as well. */
export function logRequest(portal: Portal, { token, ...arrived }: Arrived, outcome: Outcome): void {
  portal.requests.push({
    ...arrived,
    userId: token?.userId,
    clientId: token?.clientId,
    status: isRefused(outcome) ? outcome.status : 200,
    error: isRefused(outcome) ? outcome.error : undefined,
  })
}

/** The next prepared failure for this method, if there is one. */
export function injected(portal: Portal, method: string): Refused | undefined {
  const failure = portal.failures.find((candidate) => candidate.method === undefined || candidate.method === method)
  if (!failure) return undefined
  failure.times -= 1
  if (failure.times <= 0) portal.failures = portal.failures.filter((candidate) => candidate !== failure)
  return refused(failure.status, failure.error, failure.description)
}
