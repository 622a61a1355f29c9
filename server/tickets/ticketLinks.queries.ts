import { mostLinks } from '#contract/tickets/links.types.ts'
import { closeReasons, type TicketView } from '#contract/tickets/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { UNDO_MILLISECONDS } from './domain/merging.ts'
import type { Side } from './domain/side.ts'
import type { Ticket } from './domain/ticketState.ts'
import * as rows from './ticketLinks.sql.ts'

/** Where a ticket goes on: itself, or the end of the chain into which it was merged; itself, too, where nobody knows of it. */
export async function livingOf(db: Reader, ticketId: string): Promise<string> {
  return (await rows.findLiving(db, ticketId))?.ticketId ?? ticketId
}

/** What both sides see of what a ticket is linked to (T4); they are tickets of the same client at the same desk. */
export async function linksOf(
  db: Reader,
  ticket: Ticket,
  { side, at }: { side: Side; at: Date },
): Promise<Pick<TicketView, 'links' | 'mergedInto'>> {
  const found = await rows.listLinks(db, ticket.ticketId, mostLinks)
  const isMerged = ticket.status === 'closed' && ticket.mergedInto !== null
  return {
    mergedInto: isMerged ? await rows.findLiving(db, ticket.ticketId) : null,
    links: found.map(({ madeAt, closeReason, ...link }) => {
      const until = new Date(madeAt.getTime() + UNDO_MILLISECONDS)
      const mayUndo = side === 'desk' && (link.kind === 'split' || link.kind === 'merge') && until > at
      return {
        ...link,
        closeReason: closeReasonOf(closeReason),
        madeAt: madeAt.toISOString(),
        undoUntil: mayUndo ? until.toISOString() : null,
      }
    }),
  }
}

function closeReasonOf(stored: string | null) {
  return closeReasons.find((reason) => reason === stored) ?? null
}
