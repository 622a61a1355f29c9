import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { loadTicketForUpdate } from '../appendEvents.commands.ts'
import { appendTicketEntry } from '../appendTicketEntry.commands.ts'
import type { TicketForUpdate } from '../domain/ticketForUpdate.ts'
import { findLink, insertLink } from './links.sql.ts'

/** `linkId` is made by whoever opens them: the same again is the same link. */
type Linked = { linkId: string; ticketId: string }

/** Tickets that were opened from one text, or one that another goes on in, know of each other (T4, T1); all are of one client at one desk, as the caller has seen. */
export async function linkTickets(
  unit: UnitOfWork,
  { first, kind, others }: { first: string; kind: 'sibling' | 'continuation'; others: readonly Linked[] },
  actor: JournalActor,
): Promise<void> {
  const tickets = new Map<string, TicketForUpdate>()
  const ids = [first, ...others.map(({ ticketId }) => ticketId)]
  for (const id of ids.toSorted()) tickets.set(id, await loadTicketForUpdate(unit, id))
  for (const { linkId, ticketId } of others) {
    const [one, other] = [tickets.get(first), tickets.get(ticketId)]
    if (one === undefined || other === undefined || (await findLink(unit.tx, linkId)) !== null) continue
    const link = { linkId, kind, messageIds: [] }
    const ends = { fromTicket: first, toTicket: ticketId, madeAt: unit.at }
    await insertLink(unit, { ...link, ...ends, tookClock: false, queuedBefore: null })
    for (const [here, there, role] of [
      [one, other, 'from'],
      [other, one, 'to'],
    ] as const) {
      const of = { ticketId: there.ticket.ticketId, number: there.number }
      await appendTicketEntry(unit, here, {
        event: { type: 'ticket.linked', payload: { ...link, role, ...of, taken: null, answeredAt: null } },
        actor,
        isPublic: true,
        isActivity: false,
      })
    }
  }
}
