import type { Reader } from '#server/platform/db/db.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { readFolded, readClockEntries } from './clocks.sql.ts'
import { foldEntries } from './domain/clockProjection.ts'
import { termsFrom } from './domain/clockTerms.ts'
import type { CountedTicket } from './domain/countedTicket.ts'

/** The clocks of these tickets as of now, down to the last entry: exact, whatever has been folded before. */
export async function countClocks(db: Reader, ticketIds: readonly string[]): Promise<CountedTicket[]> {
  const tickets = await readFolded(db, ticketIds)
  const entries = await readClockEntries(
    db,
    tickets.map(({ ticketId, folded }) => ({ ticketId, after: folded.uptoSeq })),
  )
  return Promise.all(
    tickets.map(async (ticket) => {
      const terms = termsFrom(await regulationOfVersion(db, ticket.deskId, ticket.version))
      return { ...ticket, terms, folded: foldEntries(ticket.folded, entries.get(ticket.ticketId) ?? [], terms) }
    }),
  )
}
