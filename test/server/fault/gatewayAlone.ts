import { randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:http'
import type { Actor } from '#server/platform/actor.ts'
import { makeMetrics } from '#server/platform/metrics.ts'
import type { Feed, FeedEntry } from '#server/platform/realtime/feed.ts'
import { openGateway } from '#server/platform/realtime/gateway.ts'
import type { PubSub } from '#server/platform/realtime/pubsub.ts'
import type { Wake } from '#server/platform/db/wakes.ts'
import { openChatClient, type ChatClient } from '#test/support/chatClient.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'

export type FollowingPage = { arrived(seq: number): Promise<void>; irregularities(): string[] }

/** The realtime gateway without a database: one ticket, whose journal and whose reading the test has in its hand. */
export type GatewayAlone = {
  /** The journal has one more entry, and readers are woken. */
  tell(seq: number): void
  failNextRead(): void
  holdNextRead(): { isReading: Promise<void>; goOn(): void }
  follow(): FollowingPage
  /** So many pages have begun to watch. */
  watched(count: number): Promise<void>
  close(): Promise<void>
}

const ticketId = randomUUID()
const deskId = randomUUID()

export async function openGatewayAlone(): Promise<GatewayAlone> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const journal: FeedEntry[] = []
  const pages: ChatClient[] = []
  const changes = new EventEmitter()
  const changed = () => void changes.emit('change')
  let watches = 0
  let beforeRead = atOnce
  const wakers: ((wakes: readonly Wake[]) => void)[] = []

  const feed: Feed = {
    findActor: async () => agent,
    watch: async (_actor, _ticketId, after) => {
      watches += 1
      changed()
      return { side: 'desk', deskId, position: after }
    },
    async read(wanted) {
      const found = journal.filter(({ seq }) => wanted.some(({ after }) => seq > after))
      const wait = beforeRead
      beforeRead = atOnce
      await wait()
      return found
    },
    findWaiting: async () => [],
    readSummaries: async () => [],
  }
  const pubSub: PubSub = {
    processId: 'alone',
    publish: () => {},
    publishProgress: () => {},
    publishText: () => {},
    publishWritten: () => {},
    onWritten: () => {},
    publishRead: () => {},
    onPublished: (listener) => void wakers.push(listener),
    onProgress: () => {},
    onText: () => {},
    onMissed: () => {},
    close: async () => {},
  }
  const { log } = makeMemoryLog()
  const gateway = openGateway({ server, feed, pubSub, log, metrics: makeMetrics(), isStopping: () => false })
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await once(changes, 'change')
  }

  return {
    tell(seq) {
      journal.push(entry(seq))
      for (const wake of wakers) wake([{ what: 'ticket', ticketId, isForDeskAlone: false }])
    },
    failNextRead() {
      beforeRead = () => Promise.reject(new Error('the database is away'))
    },
    holdNextRead() {
      const reading = Promise.withResolvers<void>()
      const going = Promise.withResolvers<void>()
      beforeRead = () => {
        reading.resolve()
        return going.promise
      }
      return { isReading: reading.promise, goOn: () => going.resolve() }
    },
    follow() {
      const page = openChatClient({ url: () => url, ticketId, token: 'token', side: 'desk', onEvent: changed })
      pages.push(page)
      return { arrived: (seq) => until(() => page.cursor() >= seq), irregularities: () => page.irregularities }
    },
    watched: (count) => until(() => watches >= count),
    async close() {
      for (const page of pages) page.close()
      await gateway.close()
      server.close()
      await once(server, 'close')
    },
  }
}

async function atOnce() {}

const agent: Actor = {
  memberId: 'desk',
  userId: 1,
  name: 'Agent',
  photo: null,
  address: null,
  isPortalAdmin: false,
  isInstalled: true,
  client: null,
  desk: { deskId, name: 'Desk', kind: 'partner', role: 'agent' },
}

function entry(seq: number): FeedEntry {
  const by = { side: 'system', userId: null, name: '' } as const
  const event = { type: 'ticket.unlocked', seq, at: new Date(seq).toISOString(), by } as const
  return { ticketId, seq, forClient: event, forDesk: event }
}
