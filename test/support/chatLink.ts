import { WebSocket } from 'ws'
import type { ClientFrame, ServerFrame } from '#contract/realtime.ts'
import type { ChatTiming } from './chatTiming.ts'

export type ChatLink = {
  say(frame: ClientFrame): void
  isOnline(): boolean
  close(): void
}

/** A page's socket, as in app/lib/socket.ts: hello, pings, silence noticed, reconnects with jitter. */
export function openChatLink(options: {
  url: () => string
  token: string
  timing: ChatTiming
  hear: (frame: ServerFrame, heardAt: number) => void
}): ChatLink {
  const { timing } = options
  let socket: WebSocket | null = null
  let isOnline = false
  let isClosed = false
  let attempts = 0
  let heardAt = 0
  let pingedAt: number | null = null
  let nextPingAt = 0
  let reconnecting: NodeJS.Timeout | undefined

  const untilPing = () => timing.pingEveryMs * (0.75 + Math.random() / 4)

  function connect() {
    reconnecting = undefined
    const opened = new WebSocket(`${options.url().replace('http', 'ws')}/realtime`, { perMessageDeflate: false })
    socket = opened
    heardAt = performance.now()
    pingedAt = heardAt
    nextPingAt = heardAt + untilPing()
    opened.on('open', () => say({ type: 'hello', token: options.token }))
    opened.on('message', (data: Buffer) => {
      if (opened === socket) hear(JSON.parse(data.toString()))
    })
    opened.on('error', () => opened.terminate())
    opened.on('close', () => {
      if (opened === socket) lose()
    })
  }

  function say(frame: ClientFrame) {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
  }

  function hear(frame: ServerFrame) {
    heardAt = performance.now()
    pingedAt = null
    if (frame.type === 'end') return lose()
    if (frame.type === 'ready') {
      attempts = 0
      isOnline = true
    }
    return options.hear(frame, heardAt)
  }

  /** A cut network closes nothing by itself. */
  const looking = setInterval(() => {
    if (socket === null) return
    const at = performance.now()
    const isSilent = at - heardAt > timing.silenceMs && pingedAt !== null && at - pingedAt > timing.answerWithinMs
    if (isSilent) lose()
    else if (at >= nextPingAt) {
      nextPingAt = at + untilPing()
      pingedAt ??= at
      say({ type: 'ping' })
    }
  }, timing.lookEveryMs)

  function drop() {
    const lost = socket
    socket = null
    isOnline = false
    lost?.terminate()
  }

  function lose() {
    drop()
    if (isClosed || reconnecting !== undefined) return
    const delay = Math.min(timing.reconnectFirstMs * 2 ** attempts, timing.reconnectLongestMs)
    attempts += 1
    reconnecting = setTimeout(connect, delay * (0.5 + Math.random() / 2))
  }

  connect()
  return {
    say,
    isOnline: () => isOnline,
    close() {
      isClosed = true
      clearInterval(looking)
      clearTimeout(reconnecting)
      drop()
    },
  }
}
