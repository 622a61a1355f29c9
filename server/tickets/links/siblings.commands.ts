import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { loadTicketForUpdate } from '../appendEvents.commands.ts'
import { appendTicketEntry } from '../appendTicketEntry.commands.ts'
import type { TicketForUpdate } from '../domain/ticketForUpdate.ts'
import { findLink, insertLink } from './links.sql.ts'

/** `linkId` is made by whoever opens them: the same again is the same link. */
type Sibling = { linkId: string; ticketId: string }

/** T4: tickets that were opened from one text know of each other; all are of one client at one desk, as the caller has seen. */
export async function linkTickets(
  unit: UnitOfWork,
  { first, siblings }: { first: string; siblings: readonly Sibling[] },
  actor: JournalActor,
): Promise<void> {
  const tickets = new Map<string, TicketForUpdate>()
  const ids = [first, ...siblings.map(({ ticketId }) => ticketId)]
  for (const id of ids.toSorted()) tickets.set(id, await loadTicketForUpdate(unit, id))
  for (const { linkId, ticketId } of siblings) {
    const [one, other] = [tickets.get(first), tickets.get(ticketId)]
    if (one === undefined || other === undefined || (await findLink(unit.tx, linkId)) !== null) continue
    const link = { linkId, kind: 'sibling' as const, messageIds: [] }
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
