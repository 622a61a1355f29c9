import type { Db } from '../db/db.ts'
import { journalEnd, readStreams, type Cursor } from './journal.ts'
import type { Log } from '../log.ts'
import type { Loop, Turned } from '../loop.ts'
import type { JournalProgress } from '../realtime/pubsub.ts'

const page = 2000

/**
 * Losing a wake-up only delays (design, flow 6): once a second each process reads what was appended since its own
 * cursor. A ticket whose readers are behind the number that was found is read anew; the others cost nothing.
 */
export async function journalPollerLoop(
  db: Db,
  publishProgress: (found: JournalProgress) => void,
  log: Log,
): Promise<Loop> {
  let cursor: Cursor = await db.transaction().execute(journalEnd)

  async function poll(stopping: AbortSignal): Promise<Turned> {
    try {
      const entries = await db.transaction().execute((tx) => readStreams(tx, cursor, page))
      const last = entries.at(-1)
      if (last === undefined) return 'idle'
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
      return entries.length === page ? 'more' : 'done'
    } catch (error) {
      if (!stopping.aborted) log.warn({ err: error }, 'the journal was not swept')
      return 'idle'
    }
  }

  return { name: 'journal', turn: poll }
}
