import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TicketEvent } from '#contract/tickets/types.ts'
import type { Actor } from '#server/platform/actor.ts'
import { makeMetrics } from '#server/platform/metrics.ts'
import type { Feed, FeedEntry } from '#server/platform/realtime/feed.ts'
import { openGateway, type Gateway } from '#server/platform/realtime/gateway.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { JournalProgress, PubSub } from '#server/platform/realtime/pubsub.ts'
import type { Wake } from '#server/platform/db/wakes.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'
import { openSocket } from '#test/support/socket.ts'
import { newId } from '#test/support/world.ts'

/** The gateway with a feed whose reading can be held up: what happens between asking and getting an answer. */
let http: Server
let gateway: Gateway
let feed: ReturnType<typeof makeFeed>
let pubSub: ReturnType<typeof makeWakeups>
let url: string
let memory: ReturnType<typeof makeMemoryLog>

beforeEach(async () => {
  http = createServer()
  feed = makeFeed()
  pubSub = makeWakeups()
  memory = makeMemoryLog()
  gateway = openGateway({
    server: http,
    feed: feed.port,
    pubSub: pubSub.port,
    log: memory.log,
    metrics: makeMetrics(),
    isStopping: () => false,
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
})
afterEach(async () => {
  await gateway.close()
  http.close()
  expect(memory.takeErrors()).toEqual([])
})

const ticketId = newId()
const deskId = newId()
const ofTicket = (id: string): Wake => ({ what: 'ticket', ticketId: id, isForDeskAlone: false })
const seqs = (socket: Awaited<ReturnType<typeof openSocket>>) =>
  socket.all('events').flatMap(({ events }) => events.map(({ seq }) => seq))

describe('T8 each page gets each event once and in order', () => {
  it('also a page that comes, from further back, while the events are being read for another', async () => {
    feed.write(ticketId, 5)
    const first = await openSocket(url, 'first')
    first.say({ type: 'watch', ticketId, after: 5 })
    await feed.asked(1)
    feed.write(ticketId, 2)
    const release = feed.holdNext()
    pubSub.wake([ofTicket(ticketId)])
    await feed.asked(2)
    const second = await openSocket(url, 'second')
    second.say({ type: 'watch', ticketId, after: 1 })
    await feed.watched(2)

    release()
    await second.next('events', ({ events }) => events.some(({ seq }) => seq === 7))
    await first.next('events', ({ events }) => events.some(({ seq }) => seq === 7))

    expect(seqs(second)).toEqual([2, 3, 4, 5, 6, 7])
    expect(seqs(first)).toEqual([6, 7])
  })

  it('also when reading failed once: the next wake-up for anything brings them', async () => {
    feed.write(ticketId, 1)
    const page = await openSocket(url, 'first')
    page.say({ type: 'watch', ticketId, after: 1 })
    await feed.asked(1)
    feed.write(ticketId, 1)
    feed.failNext()
    pubSub.wake([ofTicket(ticketId)])
    await feed.asked(2)

    pubSub.wake([ofTicket(newId())])
    await page.next('events')

    expect(seqs(page)).toEqual([2])
    expect(memory.text()).toContain('ticket events could not be read')
  })

  it('also from a backlog of more than one page', async () => {
    feed.write(ticketId, 1234)
    const page = await openSocket(url, 'first')
    page.say({ type: 'watch', ticketId, after: 0 })
    await page.next('events', ({ events }) => events.some(({ seq }) => seq === 1234))

    expect(seqs(page)).toEqual(Array.from({ length: 1234 }, (_, index) => index + 1))
  })

  it('control: what the sweep finds and the page has already is not read again', async () => {
    feed.write(ticketId, 3)
    const page = await openSocket(url, 'first')
    page.say({ type: 'watch', ticketId, after: 0 })
    await page.next('events')
    await feed.asked(1)

    pubSub.find({ tickets: new Map([[ticketId, { seq: 3, publicSeq: 3 }]]), wakes: [] })
    pubSub.find({ tickets: new Map([[ticketId, { seq: 4, publicSeq: 4 }]]), wakes: [] })
    await feed.asked(2)

    expect(feed.asks()).toBe(2)
    expect(seqs(page)).toEqual([1, 2, 3])
  })
})

describe('what pages are told besides', () => {
  it('T8 who is there is said once, however often a colleague’s page asks for the ticket anew', async () => {
    const client = await openSocket(url, 'first')
    client.say({ type: 'watch', ticketId, after: 0 })
    const colleague = await openSocket(url, 'second')
    colleague.say({ type: 'watch', ticketId, after: 0 })
    await client.next('presence', ({ people }) => people.length === 2)
    const before = client.all('presence').length

    colleague.say({ type: 'watch', ticketId, after: 0 })
    await feed.watched(3)
    await colleague.next('presence', () => colleague.all('presence').length > 1)

    expect(client.all('presence')).toHaveLength(before)
  })

  it('after a while without hearing others: that any account may have changed, because no journal tells it', async () => {
    const page = await openSocket(url, 'first')

    pubSub.miss()

    expect(await page.next('changed')).toEqual({ type: 'changed', what: 'billing' })
  })
})

function makeFeed() {
  const entries = new Map<string, FeedEntry[]>()
  const listeners = new Set<() => void>()
  let asks = 0
  let watches = 0
  let held: Promise<void> | null = null
  let fails = false
  const changed = () => listeners.forEach((listener) => listener())
  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!isSo()) return
        listeners.delete(look)
        resolve()
      }
      listeners.add(look)
      look()
    })
  const port: Feed = {
    findActor: async (tokenHash) => actorOf(tokenHash.toString('hex')),
    async watch(_actor, _ticketId, after) {
      watches += 1
      // The gateway takes the watch up in the turns that follow; whoever waits for it asks once more.
      setImmediate(changed)
      return { side: 'desk', deskId, position: after }
    },
    async read(wanted) {
      asks += 1
      const found = wanted.flatMap(({ ticketId: id, after }) =>
        (entries.get(id) ?? []).filter(({ seq }) => seq > after).slice(0, 500),
      )
      const [hold, fail] = [held, fails]
      held = null
      fails = false
      changed()
      if (fail) throw new Error('the database is away')
      await hold
      return found
    },
    findWaiting: async () => [],
    readSummaries: async () => [],
  }
  return {
    port,
    asks: () => asks,
    asked: (count: number) => until(() => asks >= count),
    watched: (count: number) => until(() => watches >= count),
    write(id: string, count: number) {
      const known = entries.get(id) ?? []
      const more = Array.from({ length: count }, (_, index) => entryOf(id, known.length + index + 1))
      entries.set(id, [...known, ...more])
    },
    holdNext() {
      const { promise, resolve } = Promise.withResolvers<void>()
      held = promise
      return resolve
    },
    failNext() {
      fails = true
    },
  }
}

function entryOf(id: string, seq: number): FeedEntry {
  const event: TicketEvent = {
    type: 'ticket.unlocked',
    seq,
    at: '2026-11-16T07:00:00.000Z',
    by: { side: 'system', userId: null, name: '' },
  }
  return { ticketId: id, seq, forDesk: event, forClient: event }
}

function actorOf(name: string): Actor {
  if (name === '') throw new Refusal('no_session')
  const desk = { deskId, name: 'desk', kind: 'partner', role: 'agent' } as const
  return {
    memberId: name,
    userId: Number.parseInt(name.slice(0, 6), 16),
    name,
    photo: null,
    address: null,
    isPortalAdmin: false,
    isInstalled: true,
    client: null,
    desk,
  }
}

function makeWakeups() {
  const wakeListeners: ((wakes: readonly Wake[]) => void)[] = []
  const foundListeners: ((found: JournalProgress) => void)[] = []
  const missedListeners: (() => void)[] = []
  const port: PubSub = {
    processId: 'here',
    publish: () => {},
    publishProgress: () => {},
    publishText: () => {},
    publishWritten: () => {},
    onWritten: () => {},
    publishRead: () => {},
    onPublished: (listener) => void wakeListeners.push(listener),
    onProgress: (listener) => void foundListeners.push(listener),
    onText: () => {},
    onMissed: (listener) => void missedListeners.push(listener),
    close: async () => {},
  }
  return {
    port,
    wake: (wakes: readonly Wake[]) => wakeListeners.forEach((listener) => listener(wakes)),
    miss: () => missedListeners.forEach((listener) => listener()),
    find: (found: JournalProgress) => foundListeners.forEach((listener) => listener(found)),
  }
}
