import type { Db } from '../db/db.ts'
import { journalEnd, readStreams, type Cursor } from './journal.ts'
import type { Log } from '../log.ts'
import type { JournalProgress } from '../realtime/pubsub.ts'

const everyMilliseconds = 1000
const page = 2000

export type JournalPoller = { stop(): Promise<void> }

/**
 * Losing a wake-up only delays (design, flow 6): once a second each process reads what was appended since its own
 * cursor. A ticket whose readers are behind the number that was found is read anew; the others cost nothing.
 */
export async function startJournalPoller(
  db: Db,
  publishProgress: (found: JournalProgress) => void,
  log: Log,
): Promise<JournalPoller> {
  let cursor: Cursor = await db.transaction().execute(journalEnd)
  let isStopped = false
  let running: Promise<void> = Promise.resolve()

  async function poll(): Promise<void> {
    try {
      const entries = await db.transaction().execute((tx) => readStreams(tx, cursor, page))
      const last = entries.at(-1)
      if (last === undefined) return
      cursor = last.cursor
      const found: JournalProgress = { tickets: new Map(), streams: [] }
      const streams = new Set<string>()
      for (const entry of entries) {
        if (entry.ticketId !== null) {
          // By transaction, not by number: who began first may have had to wait for the ticket.
          const known = found.tickets.get(entry.ticketId) ?? 0
          found.tickets.set(entry.ticketId, Math.max(known, entry.seq ?? 0))
        } else {
          if (entry.memberId !== null) streams.add(`p:${entry.memberId}`)
          if (entry.deskId !== null) streams.add(`d:${entry.deskId}`)
        }
      }
      publishProgress({ ...found, streams: [...streams] })
      // A full page: there may be more behind it.
      if (entries.length === page && !isStopped) await poll()
    } catch (error) {
      if (!isStopped) log.warn({ err: error }, 'the journal was not swept')
    }
  }

  const timer = setInterval(() => {
    running = running.then(poll)
  }, everyMilliseconds)

  return {
    async stop() {
      isStopped = true
      clearInterval(timer)
      await running
    },
  }
}
