import * as v from 'valibot'
import type { Failure } from '../channel.port.ts'
import { retryAfter, type Answer } from './calls.adapter.ts'

const refusal = v.object({ error: v.object({ code: v.number() }) })
const windowClosed = 131_047
const [ofToken, ofPace] = [
  [190, 368, 131_005, 131_031, 131_045],
  [4, 80_007, 130_429, 131_048],
]
/** Of this reader alone, or for a moment. */
const forAMoment = [1, 2, 131_000, 131_016, 131_056, 131_057]
const ofReader = [131_021, 131_026, 131_030]

/** What the code of a refusal means, in an answer or in a later word on what had been taken. */
export function outcomeOfCode(code: number): Failure {
  if (code === windowClosed) return { is: 'rejected', reason: 'windowClosed' }
  if (ofToken.includes(code)) return { is: 'accountBroken', reason: 'signInRefused' }
  if (ofPace.includes(code)) return { is: 'retry', reason: 'serverRefused', isOfAccount: true }
  if (forAMoment.includes(code)) return { is: 'retry', reason: 'serverRefused' }
  if (ofReader.includes(code)) return { is: 'addressGone', reason: 'addressRefused' }
  return { is: 'rejected', reason: 'contentRefused' }
}

/** What the Cloud API's refusals mean; a page of somebody between is an unknown fate. */
export function whatsAppFailureOf({ status, headers, body }: Pick<Answer, 'status' | 'headers' | 'body'>): Failure {
  const read = v.safeParse(refusal, body)
  if (status === 401) return { is: 'accountBroken', reason: 'signInRefused' }
  const known = read.success ? outcomeOfCode(read.output.error.code) : null
  if (status === 429 || (known?.is === 'retry' && known.isOfAccount === true)) {
    return { is: 'retry', reason: 'serverRefused', after: retryAfter(headers), isOfAccount: true }
  }
  if (status >= 500 && known === null) return { is: 'unknownFate', reason: 'serverRefused', isOfAccount: true }
  if (status >= 500 && known?.is === 'rejected') return { is: 'retry', reason: 'serverRefused', isOfAccount: true }
  return known ?? { is: 'rejected', reason: 'contentRefused' }
}
