import { GrammyError, HttpError } from 'grammy'
import * as v from 'valibot'
import type { Failure } from '../channel.port.ts'

const goneWords = /blocked by the user|user is deactivated|chat not found|bot can't initiate|PEER_ID_INVALID/i

const neverReached = v.object({
  code: v.picklist(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']),
})

/** What the Bot API's answers mean; no answer at all is an unknown fate, unless nobody was spoken to. */
export function failureOf(error: unknown): Failure {
  if (error instanceof HttpError) {
    const isSpoken = !v.is(neverReached, error.error)
    return { is: isSpoken ? 'unknownFate' : 'retry', reason: 'notReached', isOfAccount: true }
  }
  if (!(error instanceof GrammyError)) return { is: 'retry', reason: 'other' }
  const { error_code: code, description, parameters } = error
  if (code === 429) {
    return { is: 'retry', reason: 'serverRefused', after: (parameters.retry_after ?? 1) * 1000, isOfAccount: true }
  }
  if (code === 401 || code === 404) return { is: 'accountBroken', reason: 'signInRefused' }
  if (code === 403 || (code === 400 && goneWords.test(description))) {
    return { is: 'addressGone', reason: 'addressRefused' }
  }
  if (code >= 500) return { is: 'retry', reason: 'serverRefused', isOfAccount: true }
  return { is: 'rejected', reason: 'contentRefused' }
}
