import type { TicketIdentification } from '#contract/tickets/identification.types.ts'
import type { Reader } from '#server/platform/db/db.ts'

/** What tickets need to know of those that came from outside of the portal (I4). */
export interface OutsidePort {
  /** Null: it was opened from within the portal, or nobody asks for a code there. */
  identificationOf(
    db: Reader,
    ticket: { ticketId: string; userId: number; memberId: string },
  ): Promise<TicketIdentification | null>
}
