import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import type { ServerFrame } from '#contract/realtime.ts'
import { routes } from '#contract/routes.ts'
import type { TicketEvent } from '#contract/tickets/types.ts'
import { openChatLink } from './chatLink.ts'
import { openChatOutbox, type Acknowledged, type MessageKind, type Resending } from './chatOutbox.ts'
import { pageTiming, type ChatTiming } from './chatTiming.ts'
import { postJson } from './postJson.ts'

export type ChatOptions = {
  /** `http://127.0.0.1:3000`; asked for each connection and request, so that a client may move to another server. */
  url: () => string
  ticketId: string
  token: string
  side: 'client' | 'desk'
  timing?: ChatTiming
  resending?: Resending
  /** By default one for the whole process, a kept-alive connection for each request that is on its way. */
  agent?: Agent
  /** Like a page that is being looked at: says how far it has read, one mark at a time. */
  marksRead?: boolean
  onEvent?: (event: TicketEvent, arrivedAt: number) => void
  /** `milliseconds` from the sending that was answered to its answer. */
  onAcknowledged?: (messageId: string, milliseconds: number) => void
}

export type Received = { event: TicketEvent; arrivedAt: number }
export type Written = { messageId: string; text: string; kind: MessageKind; writtenAt: number }

/** One open conversation of one person, as a page has it, with a record of everything; instants are `performance.now()`. */
export type ChatClient = {
  side: 'client' | 'desk'
  ticketId: string
  token: string
  /** What the page would show: in order, from 1. */
  received: Received[]
  written: Written[]
  acknowledged: Map<string, Acknowledged>
  refused: Map<string, string>
  /** What the server should not have said: holes and repetitions within one connection, refused watches. */
  irregularities: string[]
  write(text: string, kind?: MessageKind): string
  /** The newest number received. */
  cursor(): number
  /** Written, but neither acknowledged nor refused yet. */
  waiting(): number
  isOnline(): boolean
  /** How often a server has said `ready`. */
  connections(): number
  close(): void
}

const sharedAgent = new Agent({ keepAlive: true, maxFreeSockets: 4096 })
/** The app asks again for the same missing events only after this time. */
const gapPauseMs = 1000

export function openChatClient(options: ChatOptions): ChatClient {
  const { url, ticketId, token, side, timing = pageTiming, resending = 'sameId', agent = sharedAgent } = options
  const received: Received[] = []
  const written: Written[] = []
  const acknowledged = new Map<string, Acknowledged>()
  const refused = new Map<string, string>()
  const irregularities: string[] = []
  let cursor = 0
  let expected = 1
  let connections = 0
  let gapAskedAt = -Infinity
  let readSeq = 0
  let isMarking = false
  let isClosed = false

  const post = (path: string, input: unknown) =>
    postJson({ url: url(), path, token, input, agent, timeoutMs: timing.requestTimeoutMs })
  const link = openChatLink({ url, token, timing, hear })
  const outbox = openChatOutbox({
    timing,
    resending,
    post: (message) => post(routes.sendMessage.path, { ticketId, ...message }),
    acknowledged(messageId, told, milliseconds) {
      acknowledged.set(messageId, told)
      options.onAcknowledged?.(messageId, milliseconds)
    },
    refused: (messageId, code) => refused.set(messageId, code),
  })

  function hear(frame: ServerFrame, heardAt: number) {
    if (frame.type === 'ready') {
      connections += 1
      askFor()
      outbox.retryNow()
    } else if (frame.type === 'events' && frame.ticketId === ticketId) arrive(frame.events, heardAt)
    else if (frame.type === 'refused') irregularities.push(`watching was refused: ${frame.code}`)
  }

  function askFor() {
    expected = cursor + 1
    link.say({ type: 'watch', ticketId, after: cursor })
  }

  function arrive(events: TicketEvent[], arrivedAt: number) {
    for (const event of events) {
      if (event.seq !== expected) irregularities.push(`number ${event.seq} came where ${expected} was due`)
      expected = event.seq + 1
      if (event.seq !== cursor + 1) continue
      cursor = event.seq
      received.push({ event, arrivedAt })
      options.onEvent?.(event, arrivedAt)
    }
    const isGap = expected > cursor + 1
    if (isGap && arrivedAt - gapAskedAt > gapPauseMs) {
      gapAskedAt = arrivedAt
      askFor()
    }
    if (options.marksRead === true) void markRead()
  }

  async function markRead(): Promise<void> {
    if (isMarking || isClosed || readSeq >= cursor) return
    isMarking = true
    const seq = cursor
    const { status } = await post(routes.markRead.path, { ticketId, seq })
    isMarking = false
    // A mark that did not arrive is said again with the next event.
    if (status !== 200) return
    readSeq = seq
    await markRead()
  }

  return {
    side,
    ticketId,
    token,
    received,
    written,
    acknowledged,
    refused,
    irregularities,
    write(text, kind = 'public') {
      const messageId = randomUUID()
      written.push({ messageId, text, kind, writtenAt: performance.now() })
      outbox.put(messageId, text, kind)
      return messageId
    },
    cursor: () => cursor,
    waiting: () => outbox.waiting(),
    isOnline: () => link.isOnline(),
    connections: () => connections,
    close() {
      isClosed = true
      link.close()
      outbox.close()
    },
  }
}
