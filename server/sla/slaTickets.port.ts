import type { JournalPayload } from '#contract/events.ts'
import type { RemoteTool } from '#contract/tickets/access.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** By when somebody has to answer in a ticket; null where nobody has. */
export type TicketDue = { ticketId: string; dueAt: Date | null }

/** A session at a client's screen (Q11), the earliest first; null: it runs. */
export type RemoteSession = { tool: RemoteTool; startedAt: Date; endedAt: Date | null }

/** What tickets do for their clocks, which know them by id alone. */
export type SlaTickets = {
  /** On which side of this ticket the actor stands; to anybody else it does not exist. */
  sideOf(actor: Actor, ticketId: string): Promise<'client' | 'desk'>
  remoteWork: (db: Reader, ticketIds: readonly string[]) => Promise<RemoteSession[]>
  /**
   * What the queue goes by (S7), in the transaction that folds the clocks. It locks tickets in which somebody may be writing,
   * so it comes last.
   */
  saveDue: (unit: UnitOfWork, due: readonly TicketDue[]) => Promise<SavedDue>
  /** Of a desk the next ones that are not closed, after this one, in the order of their ids; their rows are held. */
  listOpen(unit: UnitOfWork, deskId: string, after: string | null, limit: number): Promise<string[]>
  /** In the ticket: it goes by an adopted year from now on (S1). */
  appendAdopted(unit: UnitOfWork, ticketId: string, payload: JournalPayload<'ticket.calendarAdopted'>): Promise<void>
}

/** Which tickets have changed, and of which somebody else holds the rows; one alone is waited for. */
export type SavedDue = { changed: string[]; held: string[] }
