import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { change, theProduct } from '../appendEvents.commands.ts'
import type { TicketCommand } from '../domain/ticketCommands.ts'
import { dueAtOf } from '../domain/ticketForUpdate.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { lockTicket } from '../tickets.sql.ts'
import { appendAlarms } from './escalation.commands.ts'

/** What happens by itself: closing after the working days of the regulation, a deferral's date. May run early or twice. */
export async function ticketIsDue(unit: UnitOfWork, deps: TicketDeps, ticketId: string): Promise<void> {
  const ticketForUpdate = await lockTicket(unit, ticketId)
  const due = ticketForUpdate === null ? null : dueAtOf(ticketForUpdate.ticket)
  if (ticketForUpdate === null || due === null) return
  if (due > unit.at) return deps.wakeAt(unit, ticketId, due)
  const { ticket } = ticketForUpdate
  const command: TicketCommand =
    ticket.status === 'deferred'
      ? { type: 'resume', at: unit.at, by: null, cause: 'dateCame' }
      : { type: 'closeByTime', at: unit.at }
  await change(unit, deps, ticketForUpdate, { command, ticketActor: theProduct })
  // A plain date only brings it back; one that the client expects something on is the lead's to answer for (T6).
  if (ticket.status !== 'deferred' || !ticket.isExpected) return
  await appendAlarms(unit, [{ ticketId, clock: 'expectedDate', percent: 100, dueAt: due }])
  await deps.dateIsOverdue(unit, ticketId, due)
}
