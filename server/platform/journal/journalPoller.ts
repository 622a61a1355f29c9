import type { Db } from '../db/db.ts'
import { wakesOfEntry } from './entryWakes.ts'
import { journalEnd, readHeads, type Cursor, type EntryHead } from './journal.ts'
import type { Log } from '../log.ts'
import type { Loop, Turned } from '../loop.ts'
import type { JournalProgress } from '../realtime/pubsub.ts'
import { distinctWakes, type ThingWake } from '../db/wakes.ts'

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
      const entries = await db.transaction().execute((tx) => readHeads(tx, cursor, page))
      const last = entries.at(-1)
      if (last === undefined) return 'idle'
      cursor = last.cursor
      publishProgress(progressOf(entries))
      return entries.length === page ? 'more' : 'done'
    } catch (error) {
      if (!stopping.aborted) log.warn({ err: error }, 'the journal was not swept')
      return 'idle'
    }
  }

  return { name: 'journal', turn: poll }
}

function progressOf(entries: readonly EntryHead[]): JournalProgress {
  const tickets: JournalProgress['tickets'] = new Map()
  const wakes: ThingWake[] = []
  for (const entry of entries) {
    wakes.push(...wakesOfEntry(entry).filter((wake) => wake.what !== 'ticket'))
    if (entry.ticketId === null) continue
    // By transaction, not by number: who began first may have had to wait for the ticket.
    const { seq, publicSeq } = tickets.get(entry.ticketId) ?? { seq: 0, publicSeq: 0 }
    const furthest = { seq: Math.max(seq, entry.seq ?? 0), publicSeq: Math.max(publicSeq, entry.publicSeq ?? 0) }
    tickets.set(entry.ticketId, furthest)
  }
  return { tickets, wakes: distinctWakes(wakes) }
}
