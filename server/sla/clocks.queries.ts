import type { Reader } from '#server/platform/db/db.ts'
import { adoptedVersions } from '#server/regulations/adoptedYears.queries.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { readFolded, readClockEntries } from './clocks.sql.ts'
import { foldEntries } from './domain/clockProjection.ts'
import { termsAsAdopted } from './domain/clockTerms.ts'
import type { CountedTicket } from './domain/countedTicket.ts'

/** The clocks of these tickets as of now, down to the last entry: exact, whatever has been folded before. */
export async function countClocks(db: Reader, ticketIds: readonly string[]): Promise<CountedTicket[]> {
  const tickets = await readFolded(db, ticketIds)
  const entries = await readClockEntries(
    db,
    tickets.map(({ ticketId, folded }) => ({ ticketId, after: folded.uptoSeq })),
  )
  const adopted = tickets.length === 0 ? [] : await adoptedVersions(db)
  return Promise.all(
    tickets.map(async (ticket) => {
      const terms = termsAsAdopted(await regulationOfVersion(db, ticket.deskId, ticket.version), adopted)
      return { ...ticket, terms, folded: foldEntries(ticket.folded, entries.get(ticket.ticketId) ?? [], terms) }
    }),
  )
}
