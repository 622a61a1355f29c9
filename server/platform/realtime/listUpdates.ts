import type { ServerFrame } from '#contract/realtime.ts'
import type { Feed } from './feed.ts'
import type { Log } from '../log.ts'
import { sendText, type PageSocket } from './sockets.ts'

const summaryMilliseconds = 300
const maxListed = 20_000

/** What lists show of a ticket that has changed, gathered for a moment and sent to the pages that show a list. */
export function makeListUpdates(feed: Pick<Feed, 'readSummaries'>, peers: Set<PageSocket>, log: Log) {
  const listDirty = new Set<string>()
  /** The number behind each ticket's newest summary. */
  const listedSeq = new Map<string, number>()
  let summaryTimer: NodeJS.Timeout | null = null

  function pumpSummaries() {
    summaryTimer ??= setTimeout(() => {
      summaryTimer = null
      void sendSummaries([...listDirty]).catch((error: unknown) => log.warn({ err: error }, 'summaries were not read'))
      listDirty.clear()
    }, summaryMilliseconds)
  }

  async function sendSummaries(ticketIds: string[]) {
    const readers = [...peers].filter((peer) => peer.wantsList)
    if (readers.length === 0 || ticketIds.length === 0) return
    if (listedSeq.size > maxListed) listedSeq.clear()
    for (const summary of await feed.readSummaries(ticketIds)) {
      listedSeq.set(summary.ticketId, summary.forDesk.lastSeq)
      const forDesk = JSON.stringify({ type: 'summary', summary: summary.forDesk } satisfies ServerFrame)
      const forClient = JSON.stringify({ type: 'summary', summary: summary.forClient } satisfies ServerFrame)
      for (const { actor, ...peer } of readers) {
        if (actor.desk?.deskId === summary.deskId) sendText(peer, forDesk)
        else if (actor.client !== null && actor.memberId === summary.memberId) sendText(peer, forClient)
      }
    }
  }

  return {
    mark: (ticketId: string) => void listDirty.add(ticketId),
    isBehind: (ticketId: string, seq: number) => (listedSeq.get(ticketId) ?? 0) < seq,
    pump() {
      if (listDirty.size > 0) pumpSummaries()
    },
    close() {
      if (summaryTimer !== null) clearTimeout(summaryTimer)
    },
  }
}
