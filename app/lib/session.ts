import { shallowReadonly, shallowRef } from 'vue'
import type { InjectionKey, ShallowRef } from 'vue'
import type { Me, OpenedSession } from '#contract/session.ts'
import type { Call } from './api.ts'
import { Refused } from './apiError.ts'
import type { Frame, FrameOpener } from './frame.ts'
import { switchLanguage } from './i18n.ts'
import { injected } from './injected.ts'
import type { SessionToken } from './token.ts'

const renewBeforeMs = 60_000
const leastWaitMs = 30_000
const longestWaitMs = 24 * 3_600_000

export interface Session {
  /** Who is looking at this page; null until the session is open. */
  readonly me: Readonly<ShallowRef<Me | null>>
  /** Why the session cannot be renewed any more. */
  readonly over: SessionToken['over']
  /** Portal, then session: from here on every call carries a token, and nobody needs to think of it again. */
  start: () => Promise<Me>
  /** Roles may have changed while the page was open. */
  refresh: () => Promise<Me>
  end: () => Promise<void>
  /** The page is gone: what it knew is forgotten, and nothing is renewed. */
  forget: () => void
}

export const sessionKey: InjectionKey<Session> = Symbol('the session')
export const useSession = (): Session => injected(sessionKey)

export function makeSession(call: Call, token: SessionToken, portal: FrameOpener): Session {
  const me = shallowRef<Me | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function start(): Promise<Me> {
    const frame = await portal.open()
    await switchLanguage(frame.language)
    token.renewWith(async () => (await open(frame)).token)
    return (await open(frame)).me
  }

  async function refresh(): Promise<Me> {
    const fresh = await call('readMe', {})
    me.value = fresh
    return fresh
  }

  async function end(): Promise<void> {
    clearTimeout(timer)
    try {
      await call('closeSession', {})
    } finally {
      forget()
    }
  }

  function forget(): void {
    clearTimeout(timer)
    token.forget()
    me.value = null
  }

  async function open(frame: Frame): Promise<OpenedSession> {
    const session = await askFor(frame)
    token.keep(session.token)
    me.value = session.me
    renewAhead(session.expiresAt)
    return session
  }

  async function askFor(frame: Frame): Promise<OpenedSession> {
    try {
      return await call('openSession', { accessToken: await frame.accessToken(), memberId: frame.memberId })
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'identity_not_confirmed') throw error
      return call('openSession', { accessToken: await frame.freshAccessToken(), memberId: frame.memberId })
    }
  }

  /** A failed renewal is not a failure yet: the next call that is refused for it tries again. */
  function renewAhead(expiresAt: string): void {
    clearTimeout(timer)
    const wait = new Date(expiresAt).getTime() - Date.now() - renewBeforeMs
    timer = setTimeout(
      () => void token.renew().catch(() => undefined),
      Math.min(Math.max(wait, leastWaitMs), longestWaitMs),
    )
  }

  return { me: shallowReadonly(me), over: token.over, start, refresh, end, forget }
}
