import { createHash } from 'node:crypto'
import type { ServerFrame } from '#contract/realtime.ts'
import type { Feed, FeedSummary } from './feed.ts'
import type { Log } from '../log.ts'
import { sendText, type PageSocket } from './sockets.ts'

const summaryMilliseconds = 300
const maxListed = 20_000

/** The newest entry of a ticket, in the desk's numbering and in the client's. */
export type Numbers = { seq: number; publicSeq: number }
/** For whom a ticket's line has to be read anew. */
type Readers = 'desk' | 'both'
/** What was last said of a ticket: the numbers behind it, and a digest of the client's line. */
type Listed = Numbers & { clientLine: string }

const unlisted: Listed = { seq: 0, publicSeq: 0, clientLine: '' }

/**
 * What lists show of a ticket that has changed, gathered for a moment and sent to the pages that show a list. A client is sent
 * its line after something that a client sees, and only if it is another line than before: otherwise the frames would tell
 * at which instants the desk writes notes (T8).
 */
export function makeListUpdates(feed: Pick<Feed, 'readSummaries'>, peers: Set<PageSocket>, log: Log) {
  let dirty = new Map<string, Readers>()
  const listed = new Map<string, Listed>()
  let summaryTimer: NodeJS.Timeout | null = null

  function pumpSummaries() {
    summaryTimer ??= setTimeout(() => {
      summaryTimer = null
      const wanted = dirty
      dirty = new Map()
      void sendSummaries(wanted).catch((error: unknown) => log.warn({ err: error }, 'summaries were not read'))
    }, summaryMilliseconds)
  }

  async function sendSummaries(wanted: ReadonlyMap<string, Readers>) {
    const readers = [...peers].filter((peer) => peer.wantsList)
    if (readers.length === 0 || wanted.size === 0) return
    if (listed.size > maxListed) listed.clear()
    for (const summary of await feed.readSummaries([...wanted.keys()])) {
      const { ticketId, memberId, deskId } = summary
      const forClient = wanted.get(ticketId) === 'both' ? clientFrame(summary) : null
      listed.set(ticketId, { ...(listed.get(ticketId) ?? unlisted), seq: summary.forDesk.lastSeq })
      const forDesk = JSON.stringify({ type: 'summary', summary: summary.forDesk } satisfies ServerFrame)
      for (const { actor, ...peer } of readers) {
        if (actor.desk?.deskId === deskId) sendText(peer, forDesk)
        else if (forClient !== null && actor.client !== null && actor.memberId === memberId) sendText(peer, forClient)
      }
    }
  }

  /** Remembers what is said now; null where the client has that line already. */
  function clientFrame({ ticketId, forClient }: FeedSummary): string | null {
    const text = JSON.stringify({ type: 'summary', summary: forClient } satisfies ServerFrame)
    const clientLine = createHash('sha1').update(text).digest('base64')
    const before = listed.get(ticketId) ?? unlisted
    listed.set(ticketId, { ...before, publicSeq: forClient.lastSeq, clientLine })
    return before.clientLine === clientLine ? null : text
  }

  function mark(ticketId: string, readers: Readers) {
    if (dirty.get(ticketId) !== 'both') dirty.set(ticketId, readers)
  }

  return {
    mark,
    /** What the journal says of a ticket: whoever has not been sent so much is. */
    markBehind(ticketId: string, { seq, publicSeq }: Numbers) {
      const known = listed.get(ticketId) ?? unlisted
      if (known.publicSeq < publicSeq) mark(ticketId, 'both')
      else if (known.seq < seq) mark(ticketId, 'desk')
    },
    pump() {
      if (dirty.size > 0) pumpSummaries()
    },
    close() {
      if (summaryTimer !== null) clearTimeout(summaryTimer)
    },
  }
}
