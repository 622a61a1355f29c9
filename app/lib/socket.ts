import { shallowReadonly, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import type { ClientFrame, ServerFrame } from '#contract/realtime.ts'
import { Refused } from './apiError.ts'
import type { SessionToken } from './token.ts'

export type SocketStatus = 'connecting' | 'online' | 'offline'
export type FrameOf<Type extends ServerFrame['type']> = Extract<ServerFrame, { type: Type }>

/** At the latest; pages that have connected together soon ask at instants of their own. */
const pingEveryMs = 4_000
const silenceMs = 5_000
/** A tab in the background is woken once a minute: silence counts only when a question of ours stayed without answer. */
const answerWithinMs = 1_500
const checkEveryMs = 500
const firstDelayMs = 300
const longestDelayMs = 5_000

function untilPing(): number {
  return pingEveryMs * (0.75 + Math.random() / 4)
}

/** One socket for the whole page. */
export interface Socket {
  /** Whether what this page shows is live. */
  readonly status: Readonly<ShallowRef<SocketStatus>>
  /** Held up until `close`; the listener gets `ready` after each (re)connect. */
  open: (listener: (frame: ServerFrame) => void) => void
  close: () => void
  /** What cannot be said now is dropped: watches are said again after a reconnect, and nothing else must arrive. */
  send: (frame: ClientFrame) => void
}

export function makeSocket(token: SessionToken): Socket {
  const state = shallowRef<SocketStatus>('offline')
  let hearFrame: ((frame: ServerFrame) => void) | null = null
  let socket: WebSocket | null = null
  let isWanted = false
  let attempts = 0
  let lastHeardAt = 0
  let pingedAt: number | null = null
  let nextPingAt = 0
  let watchdog: ReturnType<typeof setInterval> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined

  function open(listener: (frame: ServerFrame) => void): void {
    hearFrame = listener
    if (isWanted) return
    isWanted = true
    token.onKept((renewed) => send({ type: 'hello', token: renewed }))
    attempts = 0
    state.value = 'connecting'
    window.addEventListener('online', connectAtOnce)
    window.addEventListener('offline', lose)
    document.addEventListener('visibilitychange', connectAtOnce)
    watchdog = setInterval(checkSilence, checkEveryMs)
    connect()
  }

  function close(): void {
    isWanted = false
    window.removeEventListener('online', connectAtOnce)
    window.removeEventListener('offline', lose)
    document.removeEventListener('visibilitychange', connectAtOnce)
    clearInterval(watchdog)
    clearTimeout(retry)
    retry = undefined
    drop()
    state.value = 'offline'
  }

  function send(frame: ClientFrame): void {
    if (state.value === 'online') transmit(frame)
  }

  function transmit(frame: ClientFrame): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
  }

  function connect(): void {
    clearTimeout(retry)
    retry = undefined
    const current = token.current()
    if (current === null) {
      later()
      return
    }
    const opened = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/realtime`)
    socket = opened
    lastHeardAt = Date.now()
    pingedAt = lastHeardAt
    nextPingAt = lastHeardAt + untilPing()
    opened.addEventListener('open', () =>
      opened.send(JSON.stringify({ type: 'hello', token: current } satisfies ClientFrame)),
    )
    opened.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (opened === socket) receive(data)
    })
    opened.addEventListener('close', () => {
      if (opened === socket) lose()
    })
  }

  /** A cut network closes nothing by itself: is it time to ask for a sign of life, and did the last one come? */
  function checkSilence(): void {
    if (socket === null) return
    const now = Date.now()
    const isSilent = now - lastHeardAt > silenceMs && pingedAt !== null && now - pingedAt > answerWithinMs
    if (isSilent) lose()
    else if (now >= nextPingAt) ping(now)
  }

  function ping(now: number): void {
    nextPingAt = now + untilPing()
    pingedAt ??= now
    transmit({ type: 'ping' })
  }

  function lose(): void {
    drop()
    if (!isWanted) return
    state.value = state.value === 'online' ? 'connecting' : 'offline'
    later()
  }

  function drop(): void {
    const lost = socket
    socket = null
    lost?.close()
  }

  function later(): void {
    if (retry !== undefined) return
    // Jitter, so that a restarted server does not meet all its pages in the same instant.
    const delay = Math.min(firstDelayMs * 2 ** attempts, longestDelayMs) * (0.5 + Math.random() / 2)
    attempts += 1
    retry = setTimeout(connect, delay)
  }

  /** The network or the person is back: no reason to sit out the wait, and an old connection has to prove itself. */
  function connectAtOnce(): void {
    if (!isWanted || document.visibilityState === 'hidden') return
    attempts = 0
    if (socket === null) connect()
    else ping(Date.now())
  }

  function receive(data: unknown): void {
    const frame = typeof data === 'string' ? frameIn(data) : null
    if (frame === null) return
    lastHeardAt = Date.now()
    pingedAt = null
    if (frame.type === 'end') {
      if (frame.code === 'portal_not_installed') giveUp(frame.code)
      else renewOrStop()
      return
    }
    if (frame.type === 'ready') {
      attempts = 0
      state.value = 'online'
    }
    hearFrame?.(frame)
  }

  /** The app was taken off the portal: its page would answer no question for a fresh token, not even with a no. */
  function giveUp(code: FrameOf<'end'>['code']): void {
    close()
    token.endForGood({ code, details: {} })
  }

  function renewOrStop(): void {
    drop()
    state.value = 'connecting'
    token.renew().then(connectAtOnce, (error: unknown) => {
      // Refused: the page now shows why, and a socket would be refused as well.
      if (error instanceof Refused) close()
      else later()
    })
  }

  return { status: shallowReadonly(state), open, close, send }
}

const frameTypes: ReadonlySet<string> = new Set<ServerFrame['type']>([
  'ready',
  'pong',
  'events',
  'summary',
  'changed',
  'typing',
  'presence',
  'read',
  'refused',
  'end',
])

/** The server is ours and typed by the same contract; a frame of a newer server that this page does not know is skipped. */
function frameIn(data: string): ServerFrame | null {
  const value: unknown = JSON.parse(data)
  return isFrame(value) ? value : null
}

function isFrame(value: unknown): value is ServerFrame {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    frameTypes.has(value.type)
  )
}
