import type { ServerFrame } from '#contract/realtime.ts'
import { feedPage, type Feed, type FeedEntry } from './feed.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { sendText, type ConversationSide, type Watch } from './sockets.ts'

const retryMilliseconds = 500

type DeliveryDeps = {
  feed: Pick<Feed, 'read'>
  log: Log
  metrics: Pick<Metrics, 'pushedEvents'>
  watchesOf: Map<string, Set<Watch>>
}

/** Ticket events: one reader at a time, everything that became dirty meanwhile is read together. */
export function makeDelivery({ feed, log, metrics, watchesOf }: DeliveryDeps) {
  const dirty = new Set<string>()
  let isPumping = false
  let retryTimer: NodeJS.Timeout | undefined

  function pump() {
    if (!isPumping) void pumpAll()
  }

  async function pumpAll() {
    isPumping = true
    clearTimeout(retryTimer)
    while (dirty.size > 0) {
      const wanted = [...dirty].flatMap((ticketId) => {
        const watches = watchesOf.get(ticketId)
        return watches === undefined ? [] : [{ ticketId, after: Math.min(...[...watches].map((one) => one.position)) }]
      })
      const readAfter = new Map(wanted.map(({ ticketId, after }) => [ticketId, after]))
      dirty.clear()
      try {
        if (wanted.length > 0) deliver(await feed.read(wanted), readAfter)
      } catch (error) {
        // Whoever has swept the journal meanwhile will not name them a second time.
        for (const { ticketId } of wanted) dirty.add(ticketId)
        log.warn({ err: error }, 'ticket events could not be read')
        retryTimer = setTimeout(pump, retryMilliseconds).unref()
        break
      }
    }
    // In the same instant as the look at `dirty`: whoever adds to it later finds nobody pumping.
    isPumping = false
  }

  function deliver(entries: FeedEntry[], readAfter: Map<string, number>) {
    for (const [ticketId, group] of Map.groupBy(entries, (entry) => entry.ticketId)) {
      const written = new Map<string, string>()
      for (const watched of watchesOf.get(ticketId) ?? []) {
        // Who came while this was being read, from further back, would miss what lies before: the next round is theirs.
        if (watched.position < (readAfter.get(ticketId) ?? 0)) continue
        const fresh = group.filter((entry) => entry.seq > watched.position)
        const last = fresh.at(-1)
        if (last === undefined) continue
        const key = `${watched.side} ${watched.position}`
        const text = written.get(key) ?? writeEvents(ticketId, watched.side, fresh)
        written.set(key, text)
        watched.position = last.seq
        if (text !== '') sendText(watched.peer, text)
        metrics.pushedEvents.inc(fresh.length)
      }
      if (group.length >= feedPage) dirty.add(ticketId)
    }
  }

  /** To those who have everything before it; the others, who would miss what lies between, get both from the journal. */
  function write(entry: FeedEntry) {
    const { ticketId, seq } = entry
    const texts = new Map<ConversationSide, string>()
    for (const watched of watchesOf.get(ticketId) ?? []) {
      if (watched.position >= seq) continue
      if (watched.position < seq - 1) {
        dirty.add(ticketId)
        continue
      }
      const text = texts.get(watched.side) ?? writeEvents(ticketId, watched.side, [entry])
      texts.set(watched.side, text)
      watched.position = seq
      if (text !== '') sendText(watched.peer, text)
      metrics.pushedEvents.inc()
    }
  }

  return {
    write,
    /** The ticket has something new for whoever watches it; `pump` brings it. */
    mark: (ticketId: string) => void dirty.add(ticketId),
    pump,
    close: () => clearTimeout(retryTimer),
  }
}

function writeEvents(ticketId: string, side: ConversationSide, entries: FeedEntry[]): string {
  const events = entries.flatMap((entry) => (side === 'desk' ? [entry.forDesk] : (entry.forClient ?? [])))
  return events.length === 0 ? '' : JSON.stringify({ type: 'events', ticketId, events } satisfies ServerFrame)
}
