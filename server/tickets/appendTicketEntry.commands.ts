import { append } from '#server/platform/journal/journal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { notBefore } from './domain/ticketState.ts'
import * as rows from './tickets.sql.ts'
import type { TicketForUpdate } from './ticketRow.sql.ts'

/** Something that moves no ticket, told under its next number; what is not public has no number for the client (T8). */
export async function appendTicketEntry(
  unit: UnitOfWork,
  ticketForUpdate: TicketForUpdate,
  told: { type: string; actor: JournalActor; payload: Record<string, unknown>; isPublic: boolean },
): Promise<Date> {
  const { ticket } = ticketForUpdate
  const at = notBefore(ticket.lastEventAt, unit.at)
  const { isPublic, ...entry } = told
  ticketForUpdate.lastSeq += 1
  if (isPublic) ticketForUpdate.lastPublicSeq += 1
  ticketForUpdate.ticket = { ...ticket, lastEventAt: at }
  const publicSeq = isPublic ? ticketForUpdate.lastPublicSeq : null
  const owners = { memberId: ticket.portalId, deskId: ticket.deskId }
  await append({ ...unit, at }, [
    { ...entry, ...owners, ticket: { ticketId: ticket.ticketId, seq: ticketForUpdate.lastSeq, publicSeq } },
  ])
  await rows.saveTicket(unit, ticketForUpdate, { preview: null, activeAt: isPublic ? at : null, queuedAt: null })
  return at
}
