import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import * as v from 'valibot'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { clientFrame, type ClientFrame, type ServerFrame } from '#contract/realtime.ts'
import type { Actor } from '../actor.ts'
import { now } from '../clock.ts'
import { makeDelivery } from './delivery.ts'
import type { Feed } from './feed.ts'
import { startHeartbeat } from './heartbeat.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { send, type PageSocket, type Watch } from './sockets.ts'
import { makePresence } from './presence.ts'
import { takeToken, takeTokensOf } from '../http/rateLimit.ts'
import { Refusal } from '../refusal.ts'
import { hashToken } from '../http/session.ts'
import { makeChanges } from './changes.ts'
import { makeListUpdates } from './listUpdates.ts'
import type { PubSub } from './pubsub.ts'

export type Gateway = { close(): Promise<void>; socketCount(): number }
export type GatewayDeps = {
  server: Server
  feed: Feed
  pubSub: PubSub
  log: Log
  metrics: Metrics
  isStopping: () => boolean
}

const path = '/realtime'
const maxFrameBytes = 8192
const maxWatches = 20
const helloMilliseconds = 10_000

/** Pushes what the journal tells to the pages that watch it: each ticket in order, each event once, from any process. */
export function openGateway(deps: GatewayDeps): Gateway {
  const { feed, pubSub, log, metrics } = deps
  const peers = new Set<PageSocket>()
  let greeted = 0
  const watchesOf = new Map<string, Set<Watch>>()
  const presence = makePresence(pubSub, watchesOf, send)
  const delivery = makeDelivery({ feed, log, metrics, watchesOf })
  const summaries = makeListUpdates(feed, peers, log)
  const changes = makeChanges({ feed, log, peers, watchesOf, reconsider })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes, perMessageDeflate: false })

  deps.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== path || deps.isStopping()) return socket.destroy()
    return sockets.handleUpgrade(request, socket, head, greet)
  })

  /** The first frame must say who it is; nothing is sent before (design, decision 8). */
  function greet(socket: WebSocket) {
    metrics.sockets.inc()
    let peer: PageSocket | null = null
    let queue: Promise<void> = Promise.resolve()
    const socketId = `socket:${randomUUID()}`
    const deadline = setTimeout(() => peer ?? socket.terminate(), helloMilliseconds)
    socket.on('message', (data) => {
      if (peer !== null) peer.heardAt = performance.now()
      // One frame after the other, so that a page's `watch` finds its `hello` done.
      queue = queue.then(() => receive(data)).catch((error: unknown) => endFor(socket, error))
    })
    async function receive(data: RawData) {
      if (socket.readyState !== socket.OPEN) return
      if (peer === null) takeToken(socketId, now())
      else takeTokensOf(peer.actor, 'frames', now())
      const frame = readFrame(data)
      if (frame === null) socket.close(1008, 'invalid_input')
      else if (frame.type === 'hello') peer = await hello(socket, frame.token, peer)
      else if (peer !== null) await hear(peer, frame)
    }
    socket.on('pong', () => {
      if (peer !== null) peer.heardAt = performance.now()
    })
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      clearTimeout(deadline)
      metrics.sockets.dec()
      if (peer !== null) leave(peer)
    })
  }

  /** A page says hello again with a renewed session; it must be the same person. */
  async function hello(socket: WebSocket, token: string, known: PageSocket | null): Promise<PageSocket> {
    const tokenHash = hashToken(token)
    const actor = await feed.findActor(tokenHash)
    if (known !== null && known.actor.userId === actor.userId && known.actor.memberId === actor.memberId) {
      known.tokenHash = tokenHash
      become(known, actor)
      send(known, { type: 'ready' })
      return known
    }
    if (known !== null) throw new Refusal('no_session')
    greeted += 1
    const peer = {
      socket,
      tokenHash,
      actor,
      watches: new Map(),
      wantsList: false,
      turn: greeted,
      heardAt: performance.now(),
      checkedAt: performance.now(),
    }
    if (socket.readyState === socket.OPEN) peers.add(peer)
    send(peer, { type: 'ready' })
    return peer
  }

  async function hear(peer: PageSocket, frame: Exclude<ClientFrame, { type: 'hello' }>): Promise<void> {
    if (frame.type === 'ping') return send(peer, { type: 'pong' })
    if (frame.type === 'watch') return watch(peer, frame.ticketId, frame.after)
    if (frame.type === 'unwatch') return unwatch(peer, frame.ticketId)
    if (frame.type === 'list') {
      peer.wantsList = frame.wanted
      return undefined
    }
    const watched = peer.watches.get(frame.ticketId)
    if (watched !== undefined) presence.publishTyping(watched, frame.isNote === true)
    return undefined
  }

  async function watch(peer: PageSocket, ticketId: string, after: number): Promise<void> {
    unwatch(peer, ticketId)
    if (peer.watches.size >= maxWatches) return send(peer, { type: 'refused', ticketId, code: 'too_many_requests' })
    try {
      const { side, deskId, position } = await feed.watch(peer.actor, ticketId, after)
      if (!peers.has(peer)) return undefined
      const watched: Watch = { peer, ticketId, deskId, side, position }
      peer.watches.set(ticketId, watched)
      const others = watchesOf.get(ticketId) ?? new Set()
      watchesOf.set(ticketId, others.add(watched))
      presence.changed(ticketId)
      delivery.mark(ticketId)
      delivery.pump()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      send(peer, { type: 'refused', ticketId, code: error.code })
    }
    return undefined
  }

  function unwatch(peer: PageSocket, ticketId: string) {
    const watched = peer.watches.get(ticketId)
    if (watched === undefined) return
    peer.watches.delete(ticketId)
    const others = watchesOf.get(ticketId)
    others?.delete(watched)
    if (others?.size === 0) watchesOf.delete(ticketId)
    presence.changed(ticketId)
  }

  function leave(peer: PageSocket) {
    peers.delete(peer)
    for (const ticketId of peer.watches.keys()) unwatch(peer, ticketId)
  }

  pubSub.onPublished((wakes) => {
    for (const wake of wakes) {
      if (wake.what !== 'ticket') continue
      if (watchesOf.has(wake.ticketId)) delivery.mark(wake.ticketId)
      summaries.mark(wake.ticketId, wake.isForDeskAlone ? 'desk' : 'both')
    }
    changes.tell(wakes.filter((wake) => wake.what !== 'ticket'))
    delivery.pump()
    summaries.pump()
  })

  // What this process has just written: whoever is right behind it needs no look at the journal.
  pubSub.onWritten((entry) => {
    delivery.write(entry)
    summaries.mark(entry.ticketId, entry.forClient === null ? 'desk' : 'both')
    delivery.pump()
    summaries.pump()
  })

  // What the poller found: only those who are behind need a look.
  pubSub.onProgress(({ tickets, wakes }) => {
    for (const [ticketId, numbers] of tickets) {
      const watches = watchesOf.get(ticketId) ?? []
      if ([...watches].some((watched) => watched.position < numbers.seq)) delivery.mark(ticketId)
      summaries.markBehind(ticketId, numbers)
    }
    changes.tell(wakes)
    delivery.pump()
    summaries.pump()
  })

  pubSub.onMissed(() => changes.tellMissed())

  /** Whoever has lost a side hears nothing more from it; the page reads anew what it may see. */
  function become(peer: PageSocket, actor: Actor) {
    const lostDesk = actor.desk?.deskId !== peer.actor.desk?.deskId
    peer.actor = actor
    for (const { ticketId, side } of peer.watches.values()) {
      if (side === 'desk' ? lostDesk : actor.client === null) unwatch(peer, ticketId)
    }
  }

  async function reconsider(peer: PageSocket) {
    peer.checkedAt = performance.now()
    try {
      become(peer, await feed.findActor(peer.tokenHash))
    } catch (error) {
      endFor(peer.socket, error)
    }
  }

  function endFor(socket: WebSocket, error: unknown) {
    const code = error instanceof Refusal ? error.code : 'internal'
    if (code === 'internal') log.error({ err: error }, 'a socket failed')
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ type: 'end', code } satisfies ServerFrame))
    socket.close(1008, code)
  }

  const heartbeat = startHeartbeat(peers, {
    check: (peer) => void reconsider(peer),
    eachTurn() {
      presence.sweep()
      delivery.pump()
    },
  })

  return {
    socketCount: () => peers.size,
    close: () =>
      new Promise((resolve) => {
        heartbeat.stop()
        summaries.close()
        changes.close()
        delivery.close()
        presence.close()
        for (const socket of sockets.clients) socket.close(1012, 'server_stopping')
        const late = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), 2000)
        sockets.close(() => {
          clearTimeout(late)
          resolve()
        })
      }),
  }
}

function readFrame(data: RawData): ClientFrame | null {
  try {
    const parsed = v.safeParse(clientFrame, JSON.parse(Buffer.isBuffer(data) ? data.toString() : ''))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
