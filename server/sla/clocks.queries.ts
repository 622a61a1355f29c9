import { isInternal } from '#contract/tickets/internal.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { adoptedVersions } from '#server/regulations/adoptedYears.queries.ts'
import type { AdoptedVersion } from '#server/regulations/domain/adoptedYears.ts'
import { versionsNamed } from '#server/regulations/domain/soldPlan.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { readFolded, readClockEntries } from './clocks.sql.ts'
import { type ClockEntry, foldEntries, namesIn } from './domain/clockProjection.ts'
import { termsWithSold } from './domain/clockTerms.ts'
import type { CountedTicket, TicketOfClocks } from './domain/countedTicket.ts'
import type { TermsOfKinds } from './domain/unclassified.ts'

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
      const fresh = entries.get(ticket.ticketId) ?? []
      const terms = await termsOf(db, ticket, fresh, adopted)
      return { ...ticket, terms, folded: foldEntries(ticket.folded, fresh, terms) }
    }),
  )
}

/** Of its own version, with those of packages that were sold under another one (E9); what the desk owes nobody promises nothing. */
export async function termsOf(
  db: Reader,
  { deskId, memberId, version, folded }: Pick<TicketOfClocks, 'deskId' | 'memberId' | 'version' | 'folded'>,
  entries: readonly ClockEntry[],
  adopted: readonly AdoptedVersion[],
): Promise<TermsOfKinds> {
  const sold = new Map(
    await Promise.all(
      versionsNamed(namesIn(folded, entries)).map(
        async (other) => [other, await regulationOfVersion(db, deskId, other)] as const,
      ),
    ),
  )
  const regulation = await regulationOfVersion(db, deskId, version)
  return termsWithSold(isInternal({ memberId }) ? { ...regulation, targets: [] } : regulation, sold, adopted)
}
