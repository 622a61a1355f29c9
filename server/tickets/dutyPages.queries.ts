import type { DutyPage } from '#contract/tickets/duty.types.ts'
import { listStaff } from '#server/desks/desks.queries.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { findNewestPage } from './dutyPages.sql.ts'

/** Of the ticket's newest page what the desk reads (T12); null where nobody was paged, or where it came to nothing before it was confirmed. */
export async function dutyPageOf(db: Reader, ticket: { ticketId: string; deskId: string }): Promise<DutyPage | null> {
  const page = await findNewestPage(db, ticket.ticketId)
  if (page === null || page.endedAt !== null) return null
  const staff = await listStaff(db, ticket.deskId)
  const people = new Map(staff.map(({ person }) => [person.userId, person]))
  const { confirmedBy, confirmedAt } = page
  return {
    pagedAt: page.pagedAt.toISOString(),
    told: page.told.flatMap((userId) => people.get(userId) ?? []),
    nextAt: page.dueAt?.toISOString() ?? null,
    confirmed:
      confirmedBy === null || confirmedAt === null
        ? null
        : { person: people.get(confirmedBy) ?? null, at: confirmedAt.toISOString() },
  }
}
