import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Log } from '../log.ts'

/**
 * Wake-ups between server processes. Losing one only delays: the journal is polled every second (see `journalPoller.ts`).
 * `said` are short-lived things that need no memory: who is typing, who looks at a ticket.
 */
export type PubSub = {
  publish(streams: Iterable<string>): void
  /** What this process found in the journal by itself: its own readers are woken, nobody else. */
  publishProgress: (found: JournalProgress) => void
  publishText(text: string): void
  /** How far a side has read, in the client's numbering; heard by this process's own pages, too. */
  publishRead(ticketId: string, side: 'client' | 'desk', publicSeq: number): void
  onPublished(listener: (streams: string[]) => void): void
  onProgress(listener: (found: JournalProgress) => void): void
  onText(listener: (text: string, processId: string) => void): void
  processId: string
  close(): Promise<void>
}

/** The newest number of each ticket that was told of, and the streams that have no numbers. */
export type JournalProgress = { tickets: Map<string, number>; streams: string[] }

type Packet = { from: string; streams: string[]; said: string[] }

const channel = 'opora'
/** NOTIFY carries at most 8,000 bytes; a packet is cut well below. */
const packetBytes = 7000
const coalesceMilliseconds = 8

/** NOTIFY sent after the commit and coalesced, because every notifying transaction takes a lock of the whole cluster. */
export async function openPubSub(databaseUrl: string, log: Log): Promise<PubSub> {
  const processId = randomUUID().slice(0, 8)
  const wakeListeners: ((streams: string[]) => void)[] = []
  const foundListeners: ((found: JournalProgress) => void)[] = []
  const saidListeners: ((text: string, from: string) => void)[] = []
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
      if (packet.streams.length > 0) for (const listener of wakeListeners) listener(packet.streams)
      for (const text of packet.said) for (const listener of saidListeners) listener(text, packet.from)
    })
    fresh.on('error', () => fresh.end().catch(() => {}))
    fresh.on('end', () => {
      if (client === fresh) client = null
      if (!isClosed) setTimeout(() => listen().catch(() => {}), 500).unref()
    })
    await fresh.connect()
    // A wake-up may be lost, so it need not wait for the disk: each would be one flush more beside the messages' own.
    await fresh.query(`set synchronous_commit = off; listen ${channel}`)
    client = fresh
  }
  await listen()

  const flush = async () => {
    timer = null
    const { streams, said } = waiting
    waiting = { streams: new Set(), said: [] }
    const packets = packetsOf(processId, [...streams], said)
    try {
      if (client === null) throw new Error('the listening connection is away')
      await client.query(`select pg_notify('${channel}', packet) from unnest($1::text[]) packet`, [packets])
    } catch (error) {
      log.warn({ err: error }, 'wake-ups could not be sent; other processes see the change with the next poll')
    }
  }
  const schedule = () => {
    timer ??= setTimeout(() => {
      flushing = flushing.then(flush)
    }, coalesceMilliseconds)
  }

  return {
    processId,
    publish(streams) {
      const list = [...streams]
      for (const listener of wakeListeners) listener(list)
      for (const stream of list) waiting.streams.add(stream)
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
    onProgress: (listener) => void foundListeners.push(listener),
    onText: (listener) => void saidListeners.push(listener),
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
