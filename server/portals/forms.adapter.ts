import * as v from 'valibot'
import { memberId } from '#contract/common.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Credentials } from './authenticator.port.ts'
import { isKeepable, mostLetters } from './domain/foreignText.ts'

/** What a page opening claims about its user (§1.1): confirmed before anything is stored. */
export function credentialsIn(
  form: URLSearchParams,
  { languageCode, address }: { languageCode: string | undefined; address: string | null },
): Credentials {
  const accessToken = readToken(form.get('AUTH_ID'))
  const claimedMember = readMemberId(form.get('member_id'))
  if (accessToken === null || claimedMember === null) throw new Refusal('identity_not_confirmed')
  const credentials: Credentials = {
    accessToken,
    memberId: claimedMember,
    serverEndpoint: form.get('SERVER_ENDPOINT'),
    address,
  }
  const applicationToken = readToken(form.get('APPLICATION_TOKEN'))
  const refreshToken = readToken(form.get('REFRESH_ID'))
  const seconds = readLifetime(form.get('AUTH_EXPIRES'))
  if (applicationToken !== null) credentials.applicationToken = applicationToken
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

/** A secret as Bitrix24 makes them; null where there is none, or what can be none. */
export function readToken(text: string | null): string | null {
  return text === null || text === '' || !isKeepable(text, mostLetters.token) ? null : text
}

/** For how many seconds a token is good: at most a day; null where the form says nothing sensible. */
export function readLifetime(text: string | null): number | null {
  const seconds = Number(text)
  return Number.isInteger(seconds) && seconds > 0 && seconds <= 86_400 ? seconds : null
}
