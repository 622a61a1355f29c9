import type { Reader } from '#server/platform/db/db.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import type { Clock } from './domain/clock.ts'
import { clockView } from './domain/clockView.ts'
import type { TermsOfKinds } from './domain/unclassified.ts'
import { foldEntries, type Folded } from './domain/clockProjection.ts'
import { readFolded, readClockEntries, type TicketOfClocks } from './clocks.sql.ts'
import { termsFrom } from './domain/clockTerms.ts'

export type CountedTicket = TicketOfClocks & { terms: TermsOfKinds }

/** The clocks of these tickets as of now, down to the last entry: exact, whatever has been folded before. */
export async function countClocks(db: Reader, ticketIds: readonly string[]): Promise<CountedTicket[]> {
  const tickets = await readFolded(db, ticketIds)
  const told = await readClockEntries(
    db,
    tickets.map(({ ticketId, folded }) => ({ ticketId, after: folded.uptoSeq })),
  )
  return Promise.all(
    tickets.map(async (ticket) => {
      const terms = termsFrom(await regulationOfVersion(db, ticket.deskId, ticket.version))
      return { ...ticket, terms, folded: foldEntries(ticket.folded, told.get(ticket.ticketId) ?? [], terms) }
    }),
  )
}

/** One clock of a ticket, and which one of its next reactions it is. */
export type NumberedClock = { clock: Clock; round: number }

/** Those that matter now: earlier next reactions are over and only evidence asks for them. */
export function presentClocks({
  clocks: { firstReaction, nextReactions, resolution },
  roundsBefore,
}: Folded): NumberedClock[] {
  const clocks = [
    { clock: firstReaction, round: 0 },
    { clock: nextReactions.at(-1) ?? null, round: roundsBefore + nextReactions.length - 1 },
    { clock: resolution, round: 0 },
  ]
  return clocks.flatMap(({ clock, round: which }) => (clock === null ? [] : [{ clock, round: which }]))
}

/** By when somebody has to answer, for the queue; null where nobody has, or the clock stands still. */
export function nearestDue({ folded, terms }: CountedTicket): Date | null {
  const deadlines = presentClocks(folded)
    .filter(({ clock }) => clock.kind !== 'resolution' && clock.end === null)
    .flatMap(({ clock }) => clockView(clock, terms.calendars, folded.clocks.lastAt).deadline ?? [])
  return deadlines.toSorted((one, other) => one.getTime() - other.getTime())[0] ?? null
}
