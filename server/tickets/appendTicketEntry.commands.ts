import type { JournalEvent } from '#contract/events.ts'
import type { ticketEvents } from '#contract/tickets/events.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { ownersOf, takeNumbers, type TicketForUpdate } from './domain/ticketForUpdate.ts'
import { notBefore } from './domain/ticketState.ts'
import { saveTicket } from './tickets.sql.ts'

type TicketEntry<Type extends keyof typeof ticketEvents> = {
  event: JournalEvent<Type>
  actor: JournalActor
  isPublic: boolean
  /** Whether it brings the ticket to the top of the lists. */
  isActivity: boolean
}

/** Something that moves no ticket, under its next number; what is not public has no number for the client (T8). */
export async function appendTicketEntry<Type extends keyof typeof ticketEvents>(
  unit: UnitOfWork,
  ticketForUpdate: TicketForUpdate,
  { event, actor, isPublic, isActivity }: TicketEntry<Type>,
): Promise<void> {
  const { ticketId, lastEventAt } = ticketForUpdate.ticket
  const at = notBefore(lastEventAt, unit.at)
  const ticket = { ticketId, ...takeNumbers(ticketForUpdate, isPublic) }
  ticketForUpdate.ticket = { ...ticketForUpdate.ticket, lastEventAt: at }
  await append({ ...unit, at }, [{ ...event, actor, ...ownersOf(ticketForUpdate), ticket }])
  await saveTicket(unit, ticketForUpdate, { preview: null, activeAt: isActivity ? at : null, queuedAt: null })
}
