import * as v from 'valibot'
import { memberId } from '#contract/common.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Credentials } from './authenticator.port.ts'

/** What a page opening claims about its user (§1.1): confirmed before anything is stored. */
export function credentialsIn(form: URLSearchParams, languageCode: string | undefined): Credentials {
  const accessToken = form.get('AUTH_ID')
  const claimedMember = readMemberId(form.get('member_id'))
  if (accessToken === null || accessToken === '' || claimedMember === null) throw new Refusal('identity_not_confirmed')
  const credentials: Credentials = {
    accessToken,
    memberId: claimedMember,
    serverEndpoint: form.get('SERVER_ENDPOINT'),
  }
  const applicationToken = form.get('APPLICATION_TOKEN')
  const refreshToken = form.get('REFRESH_ID')
  const seconds = readLifetime(form.get('AUTH_EXPIRES'))
  if (applicationToken !== null && applicationToken !== '') credentials.applicationToken = applicationToken
  if (refreshToken !== null) credentials.refreshToken = refreshToken
  if (seconds !== null) credentials.expiresInSeconds = seconds
  if (languageCode !== undefined) credentials.languageCode = languageCode
  return credentials
}

/** `PLACEMENT_OPTIONS` is a JSON string that may be empty, an array, or the text "undefined" (§1.1). */
export function optionsIn(form: URLSearchParams): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(form.get('PLACEMENT_OPTIONS') ?? '')
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : {}
  } catch {
    return {}
  }
}

/** A `member_id` from a form or an address; what cannot be one is nobody's. */
export function readMemberId(text: string | null | undefined): string | null {
  return v.is(memberId, text) ? text : null
}

/** For how many seconds a token is good: at most a day; null where the form says nothing sensible. */
export function readLifetime(text: string | null): number | null {
  const seconds = Number(text)
  return Number.isInteger(seconds) && seconds > 0 && seconds <= 86_400 ? seconds : null
}
