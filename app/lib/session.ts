import { shallowReadonly, shallowRef } from 'vue'
import type { Me, OpenedSession } from '#contract/session.ts'
import { call } from './api.ts'
import { Refused } from './apiError.ts'
import { openFrame } from './frame.ts'
import type { Frame } from './frame.ts'
import { switchLanguage } from './i18n.ts'
import { forgetToken, keepToken, renewToken, renewWith } from './token.ts'

const renewBeforeMs = 60_000
const leastWaitMs = 30_000
const longestWaitMs = 24 * 3_600_000

const known = shallowRef<Me | null>(null)
let timer: ReturnType<typeof setTimeout> | undefined

/** Who is looking at this page; null until the session is open. */
export const me = shallowReadonly(known)

/** Portal, then session: from here on every call carries a token, and nobody needs to think of it again. */
export async function startSession(): Promise<Me> {
  const frame = await openFrame()
  await switchLanguage(frame.language)
  renewWith(async () => (await open(frame)).token)
  return (await open(frame)).me
}

/** Roles may have changed while the page was open. */
export async function refreshMe(): Promise<Me> {
  known.value = await call('readMe', {})
  return known.value
}

export async function endSession(): Promise<void> {
  clearTimeout(timer)
  try {
    await call('closeSession', {})
  } finally {
    forgetToken()
    known.value = null
  }
}

async function open(frame: Frame): Promise<OpenedSession> {
  const session = await askFor(frame)
  keepToken(session.token)
  known.value = session.me
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
    () => void renewToken().catch(() => undefined),
    Math.min(Math.max(wait, leastWaitMs), longestWaitMs),
  )
}
