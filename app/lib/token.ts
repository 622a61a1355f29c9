import { shallowReadonly, shallowRef } from 'vue'
import { Refused, toApiError } from './apiError.ts'
import type { ApiError } from './apiError.ts'

/** The session's bearer token lives here and nowhere else: memory dies with the page. */
let token: string | null = null
let renewal: (() => Promise<string>) | null = null
let renewing: Promise<string> | null = null
const over = shallowRef<ApiError | null>(null)

/** Set when the session cannot be renewed any more: the page shows why instead of its content. */
export const sessionOver = shallowReadonly(over)

export function currentToken(): string | null {
  return token
}

/** Who else carries the token: the open socket says hello again with a renewed one. */
let tellKept: (token: string) => void = () => undefined

export function onTokenKept(listener: (token: string) => void): void {
  tellKept = listener
}

export function keepToken(value: string): void {
  token = value
  over.value = null
  tellKept(value)
}

export function renewWith(renew: () => Promise<string>): void {
  renewal = renew
}

/** The server said that there is nothing to renew. */
export function endSessionForGood(reason: ApiError): void {
  over.value = reason
}

export function forgetToken(): void {
  token = null
  renewal = null
  over.value = null
}

/** However many calls notice at once that the session has run out, the portal is asked for one fresh token. */
export function renewToken(): Promise<string> {
  renewing ??= renewOnce().finally(() => {
    renewing = null
  })
  return renewing
}

async function renewOnce(): Promise<string> {
  if (renewal === null) throw new Refused('no_session')
  try {
    return await renewal()
  } catch (error) {
    if (error instanceof Refused) over.value = toApiError(error)
    throw error
  }
}
