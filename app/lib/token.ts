import { shallowReadonly, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import { Refused, toApiError } from './apiError.ts'
import type { ApiError } from './apiError.ts'

/** The session's bearer token lives in one of these and nowhere else: memory dies with the page. */
export interface SessionToken {
  /** Set when the session cannot be renewed any more: the page shows why instead of its content. */
  readonly over: Readonly<ShallowRef<ApiError | null>>
  current: () => string | null
  keep: (value: string) => void
  /** Who else carries the token: the open socket says hello again with a renewed one. */
  onKept: (listener: (token: string) => void) => void
  renewWith: (renew: () => Promise<string>) => void
  /** However many calls notice at once that the session has run out, the portal is asked for one fresh token. */
  renew: () => Promise<string>
  /** The server said that there is nothing to renew. */
  endForGood: (reason: ApiError) => void
  forget: () => void
}

export function makeToken(): SessionToken {
  const over = shallowRef<ApiError | null>(null)
  let token: string | null = null
  let renewal: (() => Promise<string>) | null = null
  let renewing: Promise<string> | null = null
  let tellKept: ((token: string) => void) | null = null

  async function renewOnce(): Promise<string> {
    if (renewal === null) throw new Refused('no_session')
    try {
      return await renewal()
    } catch (error) {
      if (error instanceof Refused) over.value = toApiError(error)
      throw error
    }
  }

  return {
    over: shallowReadonly(over),
    current: () => token,
    keep(value) {
      token = value
      over.value = null
      tellKept?.(value)
    },
    onKept(listener) {
      tellKept = listener
    },
    renewWith(renew) {
      renewal = renew
    },
    renew() {
      renewing ??= renewOnce().finally(() => {
        renewing = null
      })
      return renewing
    },
    endForGood(reason) {
      over.value = reason
    },
    forget() {
      token = null
      renewal = null
      over.value = null
    },
  }
}
