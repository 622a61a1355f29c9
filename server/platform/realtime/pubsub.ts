import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Log } from '../log.ts'
import { encodeWake, parseWake, type ThingWake, type Wake } from '../db/wakes.ts'
import type { FeedEntry } from './feed.ts'
import type { Numbers } from './listUpdates.ts'

/**
 * Wake-ups between server processes. Losing one only delays: the journal is polled every second (see `journalPoller.ts`).
 * `said` are short-lived things that need no memory: who is typing, who looks at a ticket.
 */
export type PubSub = {
  /** Each of them once. */
  publish(wakes: readonly Wake[]): void
  /** A ticket's entry that this process has written: its own readers get it from memory, the others' are woken. */
  publishWritten(entry: FeedEntry): void
  /** What this process found in the journal by itself: its own readers are woken, nobody else. */
  publishProgress: (found: JournalProgress) => void
  publishText(text: string): void
  /** How far a side has read, in the client's numbering; heard by this process's own pages, too. */
  publishRead(ticketId: string, side: 'client' | 'desk', publicSeq: number): void
  onPublished(listener: (wakes: readonly Wake[]) => void): void
  onWritten(listener: (entry: FeedEntry) => void): void
  onProgress(listener: (found: JournalProgress) => void): void
  onText(listener: (text: string, processId: string) => void): void
  /** For a while this process could not listen: what others published meanwhile has not come. */
  onMissed(listener: () => void): void
  processId: string
  close(): Promise<void>
}

/** The newest numbers of each ticket that was told of, and the things that have no numbers. */
export type JournalProgress = { tickets: Map<string, Numbers>; wakes: readonly ThingWake[] }

/** `streams` are wakes as texts, under the name that a release before this one reads. */
type Packet = { from: string; streams: string[]; said: string[] }

const channel = 'opora'
/** NOTIFY carries at most 8,000 bytes; a packet is cut well below. */
const packetBytes = 7000
const coalesceMilliseconds = 8
/** More is not kept for a connection that is away. */
const mostUnsent = 10_000

/** NOTIFY sent after the commit and coalesced, because every notifying transaction takes a lock of the whole cluster. */
export async function openPubSub(databaseUrl: string, log: Log): Promise<PubSub> {
  const processId = randomUUID().slice(0, 8)
  const wakeListeners: ((wakes: readonly Wake[]) => void)[] = []
  const writtenListeners: ((entry: FeedEntry) => void)[] = []
  const foundListeners: ((found: JournalProgress) => void)[] = []
  const saidListeners: ((text: string, from: string) => void)[] = []
  const missedListeners: (() => void)[] = []
  let waiting: { streams: Set<string>; said: string[] } = { streams: new Set(), said: [] }
  let timer: NodeJS.Timeout | null = null
  let client: pg.Client | null = null
  let isClosed = false
  let flushing: Promise<void> = Promise.resolve()

  const listen = async () => {
    const fresh = new pg.Client({ connectionString: databaseUrl })
    fresh.on('notification', ({ payload = '' }) => {
      const packet = JSON.parse(payload) as Packet
      if (packet.from === processId) return
      const wakes = packet.streams.flatMap((text) => parseWake(text) ?? [])
      if (wakes.length > 0) for (const listener of wakeListeners) listener(wakes)
      for (const text of packet.said) for (const listener of saidListeners) listener(text, packet.from)
    })
    fresh.on('error', () => fresh.end().catch(() => {}))
    fresh.on('end', () => {
      if (client === fresh) client = null
      if (!isClosed) setTimeout(() => listenAgain().catch(() => {}), 500).unref()
    })
    await fresh.connect()
    // A wake-up may be lost, so it need not wait for the disk: each would be one flush more beside the messages' own.
    await fresh.query(`set synchronous_commit = off; listen ${channel}`)
    client = fresh
  }
  const listenAgain = async () => {
    await listen()
    for (const listener of missedListeners) listener()
    schedule()
  }
  await listen()

  const flush = async () => {
    timer = null
    const { streams, said } = waiting
    waiting = { streams: new Set(), said: [] }
    const packets = packetsOf(processId, [...streams], said)
    if (packets.length === 0) return
    try {
      if (client === null) throw new Error('the listening connection is away')
      await client.query(`select pg_notify('${channel}', packet) from unnest($1::text[]) packet`, [packets])
    } catch (error) {
      // Not all of it stands in the journal, which the others poll: it is said again once the connection is back.
      if (streams.size < mostUnsent) waiting.streams = new Set([...streams, ...waiting.streams])
      log.warn({ err: error }, 'wake-ups could not be sent and are said again once the database is back')
    }
  }
  const schedule = () => {
    timer ??= setTimeout(() => {
      flushing = flushing.then(flush)
    }, coalesceMilliseconds)
  }

  return {
    processId,
    publish(wakes) {
      for (const listener of wakeListeners) listener(wakes)
      for (const wake of wakes) waiting.streams.add(encodeWake(wake))
      schedule()
    },
    publishWritten(entry) {
      for (const listener of writtenListeners) listener(entry)
      const { ticketId, forClient } = entry
      waiting.streams.add(encodeWake({ what: 'ticket', ticketId, isForDeskAlone: forClient === null }))
      schedule()
    },
    publishProgress(found) {
      for (const listener of foundListeners) listener(found)
    },
    publishText(text) {
      waiting.said.push(text)
      schedule()
    },
    publishRead(ticketId, side, publicSeq) {
      const text = JSON.stringify({ kind: 'read', ticketId, side, publicSeq })
      for (const listener of saidListeners) listener(text, processId)
      waiting.said.push(text)
      schedule()
    },
    onPublished: (listener) => void wakeListeners.push(listener),
    onWritten: (listener) => void writtenListeners.push(listener),
    onProgress: (listener) => void foundListeners.push(listener),
    onText: (listener) => void saidListeners.push(listener),
    onMissed: (listener) => void missedListeners.push(listener),
    async close() {
      isClosed = true
      if (timer !== null) {
        clearTimeout(timer)
        flushing = flushing.then(flush)
      }
      await flushing
      await client?.end()
    },
  }
}

function packetsOf(from: string, streams: string[], said: string[]): string[] {
  const packets: Packet[] = []
  let room = 0
  const packetFor = (bytes: number) => {
    let last = packets.at(-1)
    if (last === undefined || room < bytes) {
      last = { from, streams: [], said: [] }
      packets.push(last)
      room = packetBytes
    }
    room -= bytes
    return last
  }
  for (const stream of streams) packetFor(bytesInPacket(stream)).streams.push(stream)
  for (const text of said) {
    const bytes = bytesInPacket(text)
    if (bytes < packetBytes) packetFor(bytes).said.push(text)
  }
  return packets.map((packet) => JSON.stringify(packet))
}

/** As it will stand there: the quotes of a JSON text inside a JSON text are escaped. */
function bytesInPacket(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) + 1
}
