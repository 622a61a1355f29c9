import { tell } from '#server/platform/journal/journal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { Unit } from '#server/platform/db/unitOfWork.ts'
import { notBefore } from './domain/ticketState.ts'
import * as rows from './tickets.sql.ts'
import type { Held } from './ticketRow.sql.ts'

/** Something that moves no ticket, told under its next number; what is not public has no number for the client (T8). */
export async function tellInTicket(
  unit: Unit,
  held: Held,
  told: { type: string; actor: JournalActor; payload: Record<string, unknown>; isPublic: boolean },
): Promise<Date> {
  const { ticket } = held
  const at = notBefore(ticket.lastEventAt, unit.at)
  const { isPublic, ...entry } = told
  held.lastSeq += 1
  if (isPublic) held.lastPublicSeq += 1
  held.ticket = { ...ticket, lastEventAt: at }
  const publicSeq = isPublic ? held.lastPublicSeq : null
  const owners = { memberId: ticket.portalId, deskId: ticket.deskId }
  await tell({ ...unit, at }, [
    { ...entry, ...owners, ticket: { ticketId: ticket.ticketId, seq: held.lastSeq, publicSeq } },
  ])
  await rows.saveTicket(unit, held, { preview: null, activeAt: isPublic ? at : null, queuedAt: null })
  return at
}
